package io.kequn.points;

import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;

/// When what is earned expires, by the shop's calendar.
sealed interface Expiry {
    /// When points earned at this instant expire; empty: never.
    Optional<Instant> of(Instant earnedAt, ZoneId zone);

    record Never() implements Expiry {
        @Override
        public Optional<Instant> of(Instant earnedAt, ZoneId zone) {
            return Optional.empty();
        }
    }

    record Rolling(Span period) implements Expiry {
        @Override
        public Optional<Instant> of(Instant earnedAt, ZoneId zone) {
            return Optional.of(period.after(earnedAt, zone));
        }
    }

    /// At the end of the day that comes round after the earning for the `years`-th time; the day of the earning
    /// counts. 29 February is 28 February in common years.
    record Calendar(MonthDay day, int years) implements Expiry {
        @Override
        public Optional<Instant> of(Instant earnedAt, ZoneId zone) {
            var earned = earnedAt.atZone(zone).toLocalDate();
            boolean over = day.atYear(earned.getYear()).isBefore(earned);
            var last = day.atYear(earned.getYear() + years - (over ? 0 : 1));
            return Optional.of(last.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }

    /// The period after the last earning or redeeming, which puts off the expiry of all that was earned so.
    record Sliding(Span period) implements Expiry {
        @Override
        public Optional<Instant> of(Instant activity, ZoneId zone) {
            return Optional.of(period.after(activity, zone));
        }
    }
}
