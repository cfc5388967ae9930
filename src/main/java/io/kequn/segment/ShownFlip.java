package io.kequn.segment;

import io.kequn.rule.Flip;
import io.kequn.rule.RuleChange;
import io.kequn.segment.SegmentExplanation.Unflippable;
import io.kequn.segment.SegmentExplanation.VerdictChange;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What flips a verdict, or why nothing is known to, in the words of a language.
record ShownFlip(
        @Nullable List<VerdictChange> flips, @Nullable Unflippable unflippable) {
    static ShownFlip of(Flip flip, Locale locale) {
        var reason = flip.reason();
        return reason == null
                ? new ShownFlip(
                        flip.changes().stream()
                                .map(change -> shown(change, locale))
                                .toList(),
                        null)
                : new ShownFlip(null, new Unflippable(reason.code(), reason.message(locale)));
    }

    private static VerdictChange shown(RuleChange change, Locale locale) {
        return new VerdictChange(
                change.kind(),
                change.name(),
                change.operator(),
                change.from(),
                change.to(),
                change.by(),
                change.at(),
                change.properties(),
                change.message(locale));
    }
}
