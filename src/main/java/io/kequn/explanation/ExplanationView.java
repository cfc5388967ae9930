package io.kequn.explanation;

import io.kequn.explanation.SegmentExplanation.MembershipCause;
import io.kequn.explanation.SegmentExplanation.RuleNode;
import io.kequn.platform.database.Columns;
import io.kequn.publication.SegmentStatus;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Flip;
import io.kequn.rule.RuleChange;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.MemberOverride;
import io.kequn.segment.OverrideKind;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts an explanation together: what is stored, what the rule says, what people have decided upon it.
public record ExplanationView(ExplanationQuestion question, ExplanationStatement statement, Vocabulary vocabulary) {
    private static final Flip ARCHIVED = new Flip(List.of(), Flip.Reason.NOTHING_TO_CHANGE);

    SegmentExplanation explanation(Row row, EvaluationTime time) {
        var rule = statement.read(row, time).getFirst();
        var override = MemberOverride.of(row);
        boolean verdict = override == null ? rule.holds() : override.kind() == OverrideKind.INCLUDE;
        var subject = question.subject();
        var version = question.draft() ? subject.draftVersion() : subject.liveVersion();
        var found = new Found(verdict, override, version, time.at(), ExplainedNodes.of(rule));
        return explanation(question, row, found, flip(rule, override, verdict, time));
    }

    /// Of a list that people keep, and of an archived segment, which has no members.
    static SegmentExplanation withoutRule(ExplanationQuestion question, Row row) {
        var subject = question.subject();
        var override = MemberOverride.of(row);
        boolean archived = subject.status() == SegmentStatus.ARCHIVED;
        boolean verdict = !archived && override != null && override.kind() == OverrideKind.INCLUDE;
        var found = new Found(verdict, override, subject.liveVersion(), subject.now(), null);
        var flip = archived
                ? ARCHIVED
                : new Flip(List.of(RuleChange.member(question.about().key(), !verdict)), null);
        return explanation(question, row, found, flip);
    }

    private record Found(
            boolean verdict,
            @Nullable MemberOverride override,
            @Nullable Integer version,
            Instant at,
            @Nullable RuleNode rule) {}

    /// Whoever people have put in or kept out stays so until that ends, and then the rule decides again.
    private Flip flip(ExplainedRule rule, @Nullable MemberOverride override, boolean verdict, EvaluationTime time) {
        if (override == null) {
            return Flip.of(rule, vocabulary, time);
        }
        var ends = RuleChange.exceptionEnds(override.kind().text(), override.expiresAt());
        if (rule.holds() != verdict) {
            return new Flip(List.of(ends), null);
        }
        var more = Flip.of(rule, vocabulary, time);
        var changes = new ArrayList<>(List.of(ends));
        changes.addAll(more.changes());
        return more.reason() == null ? new Flip(changes, null) : more;
    }

    private static SegmentExplanation explanation(ExplanationQuestion question, Row row, Found found, Flip flip) {
        var columns = Columns.of(row);
        var since = columns.instantOrNull("since");
        var shown = ShownFlip.of(flip, question.locale());
        return new SegmentExplanation(
                question.about().key(),
                question.customer(),
                question.subject().status(),
                question.draft(),
                since != null && !question.ended(),
                found.verdict(),
                found.version(),
                found.at(),
                question.shop().zone().getId(),
                found.override(),
                since(question, columns),
                cause(row),
                found.rule(),
                shown.flips(),
                shown.unflippable());
    }

    /// Since when the customer is in what is asked about, or is out of it. Of what has just been archived members
    /// are still stored until a build has come by; they are out of it all the same, and not yet dated.
    public static @Nullable Instant since(ExplanationQuestion question, Columns row) {
        var since = row.instantOrNull("since");
        if (since == null) {
            return row.instantOrNull("at");
        }
        return question.ended() ? null : since;
    }

    /// Of the last change; null if there was none.
    public static @Nullable MembershipCause cause(Row row) {
        var reason = row.getString("reason");
        return reason == null
                ? null
                : new MembershipCause(reason, row.getString("cause"), row.getInteger("rule_version"));
    }
}
