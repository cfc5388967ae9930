package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a customer actually has where a condition asks. A null value is a missing one.
public sealed interface Actual {
    /// The condition asks for nothing.
    record Nothing() implements Actual {}

    /// One value of an attribute; of `anniversary` the day or instant itself.
    ///
    /// @param born the birth date behind an age; null for everything else
    record Single(
            @Nullable Value value,
            List<Threshold> thresholds,
            @Nullable LocalDate born) implements Actual {
        public Single {
            thresholds = List.copyOf(thresholds);
        }
    }

    /// The elements of a set, ascending.
    record Elements(List<String> elements, List<Threshold> thresholds) implements Actual {
        public Elements {
            elements = List.copyOf(elements);
            thresholds = List.copyOf(thresholds);
        }
    }

    /// The aggregates of the events that satisfy the row parameters; `count` if the rule names none.
    ///
    /// @param rows the latest events, where they are few also those that only their date keeps from counting now
    record Events(List<Aggregate> aggregates, Rows rows) implements Actual {
        public Events {
            aggregates = List.copyOf(aggregates);
        }
    }

    /// Events, those that count first, each kind with the latest first.
    ///
    /// @param complete whether there are no more
    record Rows(List<Row> some, boolean complete) {
        public Rows {
            some = List.copyOf(some);
        }
    }

    /// An order, a line of one, or an event.
    ///
    /// @param counts whether it satisfies the date that the rule asks for now
    record Row(String id, String name, Instant at, @Nullable BigDecimal amount, boolean counts) {}

    /// A value, since when it is recorded, and from when on it is old enough.
    record Kept(@Nullable Value value, Instant since, Instant oldEnough) implements Actual {}

    /// Whether the customer is stored as a member of the segment.
    record Member(boolean member) implements Actual {}

    /// The key of the stored layer of the set; null if there is none, or one that rules do not know any more.
    record Layer(@Nullable String layer) implements Actual {}

    /// How far away the customer is, and how far it may be.
    record Distance(@Nullable BigDecimal kilometres, BigDecimal most) implements Actual {}

    /// Where in the sample the customer is, in percent: within it if below the rule's.
    record Sample(BigDecimal percent) implements Actual {}

    /// An aggregate and what it is compared with.
    record Aggregate(
            String name, Operator operator, @Nullable Value value, List<Threshold> thresholds) {
        public Aggregate {
            thresholds = List.copyOf(thresholds);
        }
    }

    /// A value of the rule; for days and times also what it stands for at the evaluation: from an instant up
    /// to, but not including, another.
    record Threshold(
            Value value, @Nullable Instant from, @Nullable Instant until) {}
}
