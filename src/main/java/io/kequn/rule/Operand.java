package io.kequn.rule;

import static io.kequn.rule.Operator.*;
import static java.util.Map.entry;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands before an operator. `TABLE` tells the operators that each takes: the whole type check, which the
/// catalogue publishes.
public enum Operand {
    /// Free text.
    STRING,
    /// Text of which only a few values exist.
    LISTED_STRING,
    /// Text of which only digests are kept.
    HIDDEN_STRING,
    /// The key of a definition.
    KEY,
    NUMBER,
    INTEGER,
    MONEY,
    BOOLEAN,
    DATE,
    INSTANT,
    /// A set of texts or keys, as an attribute.
    SET,
    /// A set of texts of an event, which `=` and `IN` may ask for an element too.
    EVENT_SET,
    /// A property of an event of which nothing is declared: the values tell which of these it takes.
    PROPERTY,
    /// A place on earth, which `WITHIN` asks for.
    LOCATION,
    /// `anniversary(…)` of a date or instant.
    ANNIVERSARY,
    /// `count`, `sum_x` and the other aggregates of a function.
    AGGREGATE;

    private static final List<Operator> PRESENCE = List.of(IS_NULL, IS_NOT_NULL);
    private static final List<Operator> EQUALITY = List.of(EQUAL, NOT_EQUAL, Operator.IN, NOT_IN);
    private static final List<Operator> RANGE = List.of(BETWEEN, NOT_BETWEEN);
    private static final List<Operator> ORDER = List.of(GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL);
    private static final List<Operator> WINDOW = List.of(IN_LAST, IN_NEXT, IN_PERIOD);
    private static final List<Operator> AFFIX = List.of(STARTS_WITH, NOT_STARTS_WITH, ENDS_WITH, NOT_ENDS_WITH);
    private static final List<Operator> REGEX = List.of(MATCHES_REGEX, NOT_MATCHES_REGEX);
    private static final List<Operator> PART = List.of(CONTAINS, NOT_CONTAINS);
    private static final List<Operator> PARTS = List.of(CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE);

    private static final Map<Operand, Set<Operator>> TABLE = Map.ofEntries(
            entry(STRING, all(PRESENCE, EQUALITY, PART, AFFIX, REGEX)),
            entry(LISTED_STRING, all(PRESENCE, EQUALITY)),
            entry(HIDDEN_STRING, all(PRESENCE, EQUALITY)),
            entry(KEY, all(PRESENCE, EQUALITY)),
            entry(NUMBER, all(PRESENCE, EQUALITY, ORDER, RANGE)),
            entry(INTEGER, all(PRESENCE, EQUALITY, ORDER, RANGE)),
            entry(MONEY, all(PRESENCE, EQUALITY, ORDER, RANGE)),
            entry(BOOLEAN, all(PRESENCE, List.of(EQUAL, NOT_EQUAL))),
            entry(DATE, all(PRESENCE, EQUALITY, ORDER, RANGE, WINDOW, List.of(AT_LEAST_AGO))),
            entry(INSTANT, all(PRESENCE, EQUALITY, ORDER, RANGE, WINDOW, List.of(AT_LEAST_AGO))),
            entry(SET, all(PRESENCE, PART, PARTS)),
            entry(EVENT_SET, all(PRESENCE, EQUALITY, PART, PARTS)),
            entry(
                    PROPERTY,
                    all(PRESENCE, EQUALITY, ORDER, RANGE, WINDOW, List.of(AT_LEAST_AGO), PART, PARTS, AFFIX, REGEX)),
            entry(LOCATION, all(PRESENCE)),
            entry(ANNIVERSARY, all(EQUALITY, RANGE, WINDOW)),
            entry(AGGREGATE, all(EQUALITY, ORDER, RANGE)));

    /// The name in the catalogue, such as `listed_string`.
    public String word() {
        return Names.lower(this);
    }

    /// In the order in which `Operator` declares them.
    public Set<Operator> operators() {
        return TABLE.getOrDefault(this, Set.of());
    }

    /// That of one value of the type.
    static Operand of(ValueType type) {
        return switch (type) {
            case STRING -> STRING;
            case KEY -> KEY;
            case NUMBER -> NUMBER;
            case INTEGER -> INTEGER;
            case MONEY -> MONEY;
            case BOOLEAN -> BOOLEAN;
            case DATE -> DATE;
            case INSTANT -> INSTANT;
            case POINT -> LOCATION;
        };
    }

    @SafeVarargs
    private static Set<Operator> all(List<Operator>... groups) {
        var operators = EnumSet.noneOf(Operator.class);
        for (List<Operator> group : groups) {
            operators.addAll(group);
        }
        return Collections.unmodifiableSet(operators);
    }
}
