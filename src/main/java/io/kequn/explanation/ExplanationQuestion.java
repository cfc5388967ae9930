package io.kequn.explanation;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Shop;
import io.kequn.publication.SegmentStatus;
import io.kequn.rule.EvaluationTime;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/// One question: which customer, by its id, in which segment or layer of a set, or with which tag, in the words of
/// which language.
public record ExplanationQuestion(
        Shop shop, Locale locale, RuleSubject about, UUID customer, ExplanationSubject subject, boolean draft) {
    boolean archived() {
        return subject.status() == SegmentStatus.ARCHIVED;
    }

    /// Whether it is asked about what is archived, which nobody is in any more: how that came is stored.
    public boolean ended() {
        return !draft && archived();
    }

    /// What is asked about as it is stored: the draft that waits, or what is published. Refuses with
    /// `state_conflict` where there is no such.
    public String notation() {
        var notation = draft ? subject.draftRule() : subject.liveRule();
        if (notation != null && !archived()) {
            return notation;
        }
        throw archived()
                ? STATE_CONFLICT.because("The " + about + " is archived.", "已归档（" + about + "）。")
                : draft
                        ? STATE_CONFLICT.because(
                                "The " + about + " has no draft that waits.", "没有待发布的草稿（" + about + "）。")
                        : STATE_CONFLICT.because(
                                "The " + about + " has never been published; ask with `draft=true`.",
                                "从未发布（" + about + "）；请使用 `draft=true`。");
    }

    /// As of the instant at which what is stored is right. A fact may have been written after the shop's clock has
    /// evaluated, and between the two the truth may have changed by time alone while membership stayed as it was.
    /// That is rare: then, where the explanation does not agree with what is stored, it is asked again as of now.
    public <E> Uni<E> settled(Function<EvaluationTime, Uni<E>> explain, Predicate<E> agrees) {
        var now = subject.now();
        var at = draft ? now : subject.settled();
        boolean last = subject.status() != SegmentStatus.READY || !at.isBefore(now);
        return explain.apply(at(at))
                .chain(explained -> last || agrees.test(explained)
                        ? Uni.createFrom().item(explained)
                        : explain.apply(at(now)).map(later -> agrees.test(later) ? later : explained));
    }

    private EvaluationTime at(Instant instant) {
        return new EvaluationTime(instant, shop.zone(), shop.weekStart());
    }
}
