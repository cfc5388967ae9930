package io.kequn.level;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// When a customer gets a higher level that the customer qualifies for.
///
/// @param unit of `NEXT_PERIOD`: what begins next
/// @param hold of `AFTER`: how long the customer must go on qualifying, such as until refunds are not possible any more
record Upgrade(Kind kind, @Nullable Unit unit, @Nullable Period hold) {
    private static final ChronoUnit MICROS = ChronoUnit.MICROS;

    /// Longer than any hold, which is at most 100 years.
    private static final Duration LONGEST = Duration.ofDays(40_000);

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

    /// The last instant since which a customer must have qualified for an upgrade to take effect by another.
    Instant latestDue(Instant at, ZoneId zone) {
        if (kind == Kind.ONCE) {
            return at;
        }
        long high = MICROS.between(Instant.EPOCH, at);
        long low = high - MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(LONGEST));
        // The later one qualifies, the later the upgrade; months differ in length, so that none can be taken back.
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (due(Instant.EPOCH.plus(middle, MICROS), zone).isAfter(at)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return Instant.EPOCH.plus(low, MICROS);
    }
}
