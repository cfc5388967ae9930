package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/// The offsets of a zone from UTC.
///
/// @param changes the instants from which on another offset holds, ascending
/// @param seconds the offset before the first change, and that from each on
record ZoneOffsets(List<Instant> changes, List<Integer> seconds) {
    ZoneOffsets {
        changes = List.copyOf(changes);
        seconds = List.copyOf(seconds);
    }

    /// Those of all time until the beginning of a year.
    static ZoneOffsets of(ZoneId zone, int untilYear) {
        ZoneRules rules = zone.getRules();
        Instant end = LocalDate.of(untilYear, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Instant> changes = new ArrayList<>();
        List<Integer> seconds = new ArrayList<>();
        seconds.add(rules.getOffset(Instant.MIN).getTotalSeconds());
        ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
        while (next != null && next.getInstant().isBefore(end)) {
            changes.add(next.getInstant());
            seconds.add(next.getOffsetAfter().getTotalSeconds());
            next = rules.nextTransition(next.getInstant());
        }
        return new ZoneOffsets(changes, seconds);
    }
}
