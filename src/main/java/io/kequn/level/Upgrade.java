package io.kequn.level;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// When a customer gets a higher level that the customer qualifies for.
///
/// @param unit of `NEXT_PERIOD`: what begins next
/// @param hold of `AFTER`: how long the customer must go on qualifying, such as until refunds are not possible any more
record Upgrade(Kind kind, @Nullable Unit unit, @Nullable Period hold) {
    enum Kind {
        /// In the transaction that qualifies.
        ONCE,
        /// At the local midnight that begins the next month, quarter or year, if the customer qualifies then.
        NEXT_PERIOD,
        /// After a time in which the customer has qualified without interruption.
        AFTER
    }

    enum Unit {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Unit(int months) {
            this.months = months;
        }

        /// The first day of the unit after the one that the day is in.
        private LocalDate next(LocalDate day) {
            int begun = (day.getMonthValue() - 1) / months * months;
            return LocalDate.of(day.getYear(), begun + 1, 1).plusMonths(months);
        }
    }

    static Upgrade once() {
        return new Upgrade(Kind.ONCE, null, null);
    }

    /// When one takes effect that the customer has qualified for since an instant.
    Instant due(Instant since, ZoneId zone) {
        return switch (kind) {
            case ONCE -> since;
            case NEXT_PERIOD ->
                Objects.requireNonNull(unit)
                        .next(LocalDate.ofInstant(since, zone))
                        .atStartOfDay(zone)
                        .toInstant();
            case AFTER -> since.atZone(zone).plus(Objects.requireNonNull(hold)).toInstant();
        };
    }
}
