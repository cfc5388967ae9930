package io.kequn.explanation;

import io.kequn.explanation.SegmentExplanation.Unflippable;
import io.kequn.explanation.SegmentExplanation.VerdictChange;
import io.kequn.rule.Flip;
import io.kequn.rule.RuleChange;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What flips a verdict, or why nothing is known to, in the words of a language.
public record ShownFlip(
        @Nullable List<VerdictChange> flips, @Nullable Unflippable unflippable) {
    /// In the words of the language.
    public static ShownFlip of(Flip flip, Locale locale) {
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
