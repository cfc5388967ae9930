package io.kequn.level;

import io.kequn.explanation.SegmentExplanation.VerdictChange;
import io.kequn.explanation.ShownFlip;
import io.kequn.rule.RuleChangeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in a few words what it takes to get or keep a level.
record StepWords(ZoneId zone, Locale locale) {
    /// `end` is the instant until which it may be done, null where none is known.
    String of(boolean met, ShownFlip flip, @Nullable Instant end) {
        @Nullable List<VerdictChange> changes = flip.flips();
        if (met) {
            return told(chinese() ? "无需更多" : "nothing more is needed", end);
        }
        if (changes == null) {
            return flip.unflippable() == null ? "" : flip.unflippable().message();
        }
        boolean waits = changes.stream().allMatch(change -> change.kind() == RuleChangeKind.TIME);
        var words = changes.stream().map(VerdictChange::message).collect(Collectors.joining(chinese() ? "；" : "; "));
        return told(words, waits ? null : end);
    }

    /// An end at midnight leaves the day before.
    private String told(String words, @Nullable Instant end) {
        if (end == null) {
            return words;
        }
        var day = LocalDate.ofInstant(end.minusNanos(1), zone);
        return chinese() ? words + "（截至 " + day + "）" : words + " until " + day;
    }

    private boolean chinese() {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }
}
