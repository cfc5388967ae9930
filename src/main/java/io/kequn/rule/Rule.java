package io.kequn.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A checked rule. Built by `RuleLanguage`; every reader switches over it without a default, so a new kind of
/// condition does not compile until each of them handles it.
public sealed interface Rule {
    /// A rule without rules inside. Readers that only care about nesting switch over this.
    sealed interface Leaf extends Rule {}

    /// Holds for every customer; `TRUE` in text.
    record Everyone() implements Leaf {}

    /// Holds where each of at least two rules holds. Nested alls are flattened, order kept.
    record All(List<Rule> rules) implements Rule {
        public All {
            rules = flat(rules, true);
        }
    }

    /// Holds where at least one of at least two rules holds. Nested anys are flattened, order kept.
    record Any(List<Rule> rules) implements Rule {
        public Any {
            rules = flat(rules, false);
        }
    }

    /// The plain complement.
    record Not(Rule rule) implements Rule {}

    /// A condition on an attribute, by its canonical key. The number of values is what the operator's shape says.
    record Condition(String attribute, Operator operator, List<Value> values) implements Leaf {
        public Condition {
            values = List.copyOf(values);
        }
    }

    /// The attribute has the value and has had it without a break for at least the length, counted exactly from the
    /// instant at which it was recorded.
    record HasBeen(String attribute, Value value, Value.Duration length) implements Leaf {}

    /// The anniversary of the attribute's day in some later year lies in the days that the operator and values name.
    record Anniversary(String attribute, Operator operator, List<Value> values) implements Leaf {
        public Anniversary {
            values = List.copyOf(values);
        }
    }

    /// A sample of all customers that stays the same: the first `percent` percent of 10,000 buckets by the hash of the
    /// salt and the customer's id.
    record Bucket(String salt, Value.Decimal percent) implements Leaf {}

    /// A condition on the events of a function: those that satisfy all row parameters together satisfy all
    /// aggregate parameters. Without an aggregate parameter there must be at least one.
    record Matches(String function, boolean negated, List<Parameter> parameters) implements Leaf {
        public Matches {
            parameters = List.copyOf(parameters);
        }
    }

    /// One parameter of a function: the name of a row parameter, or an aggregate such as `count` or `sum_amount`.
    ///
    /// @param free whether it is a property of which nothing is declared, so that its values say how it is read
    record Parameter(String name, Operator operator, List<Value> values, boolean free) {
        public Parameter {
            values = List.copyOf(values);
        }

        public Parameter(String name, Operator operator, List<Value> values) {
            this(name, operator, values, false);
        }
    }

    /// Membership as it is stored in another segment, by its key; `negated` is the operator `NOT IN SEGMENT`.
    record InSegment(String segment, boolean negated) implements Leaf {}

    /// The customer's layer in a layer set, both by key.
    record InLayer(String set, String layer) implements Leaf {}

    /// The customer's location is at most so far from a point on earth, in degrees.
    record Within(Value.Decimal distance, DistanceUnit unit, Value.Decimal latitude, Value.Decimal longitude)
            implements Leaf {}

    /// The canonical print. Parsing it gives an equal rule.
    default String text() {
        return RulePrinter.print(this);
    }

    /// The JSON notation. Parsing it gives an equal rule.
    default ObjectNode json() {
        return RuleJson.write(this);
    }

    /// SHA-256 of the canonical print in UTF-8, as 64 lower-case hexadecimal digits.
    default String hash() {
        return RulePrinter.hash(this);
    }

    private static List<Rule> flat(List<Rule> rules, boolean all) {
        List<Rule> flat = new ArrayList<>();
        for (Rule rule : rules) {
            if (all && rule instanceof All inner) {
                flat.addAll(inner.rules());
            } else if (!all && rule instanceof Any inner) {
                flat.addAll(inner.rules());
            } else {
                flat.add(rule);
            }
        }
        if (flat.size() < 2) {
            throw new IllegalArgumentException("A group needs at least two rules");
        }
        return List.copyOf(flat);
    }
}
