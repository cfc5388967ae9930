package io.kequn.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// The instant at which rules are evaluated, in the shop's calendar. Everything that says today or now means this.
/// The instant is cut to microseconds, which is what PostgreSQL keeps.
public record EvaluationTime(Instant at, ZoneId zone, DayOfWeek weekStart) {
    public EvaluationTime {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
