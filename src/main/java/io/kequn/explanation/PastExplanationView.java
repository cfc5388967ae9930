package io.kequn.explanation;

import io.kequn.explanation.SegmentExplanation.RuleNode;
import io.kequn.explanation.SegmentExplanation.Unflippable;
import io.kequn.explanation.SegmentExplanation.Unknown;
import io.kequn.platform.database.Columns;
import io.kequn.platform.problem.Text;
import io.kequn.publication.SegmentStatus;
import io.kequn.rule.ExplainStatement;
import io.kequn.rule.Explained;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleNodeKind;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.MemberOverride;
import io.kequn.segment.OverrideKind;
import io.kequn.segment.SegmentKind;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts an explanation of the past together.
record PastExplanationView(PastExplanations.Question question, PastSubject subject, Row row) {
    private static final Text PAST = new Text(
            "What has been does not change any more; ask without `asOf` for what would.",
            "过去不会再改变；如需了解变化条件，请去掉 `asOf`。");

    /// The rule of then, and how it was asked about.
    record Read(Vocabulary vocabulary, Rule rule, ExplainStatement conditions) {}

    /// `read` is null where there was no rule, or none that can be read any more.
    SegmentExplanation explanation(@Nullable Read read) {
        var columns = Columns.of(row);
        var override = MemberOverride.of(row);
        var node = read == null ? unreadable() : node(read);
        boolean stored = columns.flag("stored");
        var changed = columns.instantOrNull("at");
        return new SegmentExplanation(
                question.segment(),
                question.asked(),
                subject.status(),
                false,
                stored,
                verdict(node, override, stored),
                subject.version(),
                question.at(),
                question.shop().zone().getId(),
                override,
                stored ? columns.instantOrNull("since") : changed,
                ExplanationView.cause(row),
                node,
                null,
                new Unflippable("past", PAST.in(locale())));
    }

    /// A decision of people that has ended since left nothing behind: where what is stored contradicts the
    /// rule, it cannot be told what was decided.
    private @Nullable Boolean verdict(@Nullable RuleNode rule, @Nullable MemberOverride override, boolean stored) {
        if (override != null) {
            return override.kind() == OverrideKind.INCLUDE;
        }
        if (rule != null) {
            return Boolean.valueOf(stored).equals(rule.holds()) ? stored : null;
        }
        if (subject.kind() == SegmentKind.STATIC) {
            return stored;
        }
        return subject.status() == SegmentStatus.READY ? null : Boolean.FALSE;
    }

    private @Nullable RuleNode unreadable() {
        var text = subject.rule();
        return text == null
                ? null
                : new RuleNode(
                        RuleNodeKind.CONDITION,
                        text,
                        "",
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        Unknowable.RULE_UNREADABLE.in(locale()));
    }

    private RuleNode node(Read read) {
        var known = PastKnowledge.of(row);
        var language = new RuleLanguage(read.vocabulary);
        @Nullable String[] actuals = row.getArrayOfStrings("actuals");
        var conditions = read.conditions.read(
                Arrays.asList(row.getArrayOfBooleans("truths")), Arrays.asList(actuals), question.time());
        var explained = ExplainedRule.of(List.of(read.rule), conditions).getFirst();
        return ExplainedNodes.of(explained, leaf -> unknown(leaf, known, language));
    }

    private @Nullable Unknown unknown(Explained leaf, PastKnowledge known, RuleLanguage language) {
        var reason = known.of(leaf.condition(), language);
        return reason == null ? null : reason.in(locale());
    }

    private Locale locale() {
        return question.caller().locale();
    }
}
