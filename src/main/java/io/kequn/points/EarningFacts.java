package io.kequn.points;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// What decides, beside the rules, how many points an occasion earns: what customers belong to before the command
/// is evaluated, and how many points a capped rule has given within its time. What is granted in between counts
/// at once.
final class EarningFacts {
    /// The time over which a rule's cap counts for one customer.
    record Window(UUID customer, String rule, Instant since, Instant until) {
        /// Empty without a cap, and where it is for one order alone.
        static Optional<Window> of(Occasion occasion, PointsCalendar calendar) {
            var cap = occasion.rule().cap();
            return cap == null
                    ? Optional.empty()
                    : cap.per()
                            .around(occasion.at(), calendar)
                            .map(span -> new Window(
                                    occasion.customer(), occasion.rule().key(), span.since(), span.until()));
        }
    }

    private final PointsCalendar calendar;
    private final Map<UUID, Belonging> belongings;
    private final Map<Window, Long> used;

    EarningFacts(PointsCalendar calendar, Map<UUID, Belonging> belongings, Map<Window, Long> used) {
        this.calendar = calendar;
        this.belongings = Map.copyOf(belongings);
        this.used = new HashMap<>(used);
    }

    Belonging belonging(UUID customer) {
        return belongings.getOrDefault(customer, Belonging.NOWHERE);
    }

    /// The most points that the occasion may earn, where `present` of what the cap counts are its own.
    long ceiling(Occasion occasion, long present) {
        var cap = occasion.rule().cap();
        if (cap == null) {
            return Long.MAX_VALUE;
        }
        return Window.of(occasion, calendar)
                .map(window -> Math.max(0, cap.points() - Objects.requireNonNullElse(used.get(window), 0L) + present))
                .orElse(cap.points());
    }

    /// Notes that the rule has granted so many points more, or, below zero, that they were taken back.
    void note(Occasion occasion, long points) {
        Window.of(occasion, calendar).ifPresent(window -> used.merge(window, points, Long::sum));
    }
}
