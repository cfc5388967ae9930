package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a change makes different about a customer. `subject` is the fact that it changes: conditions on other
/// facts do not notice, and one plan has at most one effect on each.
sealed interface Effect {
    String TIME = "time";

    String subject();

    /// An attribute gets another value, or none.
    record Becomes(String subject, @Nullable Value value) implements Effect {}

    /// An attribute gets some value.
    record Filled(String subject) implements Effect {}

    /// A set gets these elements.
    record Elements(String subject, Set<String> elements) implements Effect {
        public Elements {
            elements = Set.copyOf(elements);
        }
    }

    /// So many more orders, lines of one, or events, each with the same values; what is not in them is left open.
    ///
    /// @param function whose rows they are
    /// @param kind the kind of events; null for orders
    record More(String subject, String function, @Nullable String kind, long count, Map<String, Value> row)
            implements Effect {
        public More {
            row = Map.copyOf(row);
        }
    }

    /// So many orders are cancelled, which ones is left open.
    record Cancelled(String subject, long count) implements Effect {}

    /// All orders are cancelled that a condition counts; what other conditions make of that is left open.
    record Undone(String subject, Rule.Matches condition) implements Effect {}

    /// Money is paid back that belongs to no order.
    record PaidBack(String subject, BigDecimal amount) implements Effect {}

    /// The customer enters or leaves a segment.
    record Enters(String subject, boolean member) implements Effect {}

    /// The customer moves to another layer of a set.
    record Moves(String subject, String layer) implements Effect {}

    /// The customer's location changes.
    record Goes(String subject, double latitude, double longitude) implements Effect {}

    /// Time passes, and nothing else happens.
    record Waits(Instant until) implements Effect {
        @Override
        public String subject() {
            return TIME;
        }
    }
}
