package io.kequn.rule;

import static io.kequn.rule.Operator.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// The type of an attribute, of a set's elements or of a parameter, and the operators that it takes.
public enum ValueType {
    /// Free text in NFC; column `text`.
    STRING("string"),
    /// A slug such as a tag's key, which may stand without quotes; column `text`.
    KEY("key"),
    /// A decimal number; column `numeric`.
    NUMBER("number"),
    /// A whole number; column `int` or `bigint`.
    INTEGER("whole number"),
    /// An amount in the shop's currency; column `bigint`, in minor units.
    MONEY("amount"),
    BOOLEAN("true or false"),
    /// A calendar day without a zone; column `date`.
    DATE("date"),
    /// A point in time; column `timestamptz`.
    INSTANT("date or instant");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /// What a value of this type is called in error messages.
    public String label() {
        return label;
    }

    /// The operators of an attribute or row parameter of this type. Strings with a fixed list of values take those of
    /// keys.
    public Set<Operator> operators() {
        return Collections.unmodifiableSet(
                switch (this) {
                    case STRING -> text();
                    case KEY -> listed(EnumSet.noneOf(Operator.class));
                    case NUMBER, INTEGER, MONEY -> ordered(EnumSet.noneOf(Operator.class));
                    case BOOLEAN -> EnumSet.of(EQUAL, NOT_EQUAL, IS_NULL, IS_NOT_NULL);
                    case DATE, INSTANT -> ordered(EnumSet.of(IN_LAST, IN_NEXT, AT_LEAST_AGO, IN_PERIOD));
                });
    }

    /// The operators of a set, whatever its elements.
    public static Set<Operator> operatorsOfSets() {
        return Collections.unmodifiableSet(
                EnumSet.of(CONTAINS, NOT_CONTAINS, CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE, IS_NULL, IS_NOT_NULL));
    }

    /// The operators of an aggregate parameter.
    static Set<Operator> operatorsOfAggregates() {
        var operators = ordered(EnumSet.noneOf(Operator.class));
        operators.removeAll(EnumSet.of(IS_NULL, IS_NOT_NULL));
        return operators;
    }

    boolean isNumeric() {
        return this == NUMBER || this == INTEGER || this == MONEY;
    }

    private static EnumSet<Operator> text() {
        var operators = listed(EnumSet.of(CONTAINS, NOT_CONTAINS, STARTS_WITH, NOT_STARTS_WITH));
        operators.addAll(EnumSet.of(ENDS_WITH, NOT_ENDS_WITH, MATCHES_REGEX, NOT_MATCHES_REGEX));
        return operators;
    }

    private static EnumSet<Operator> ordered(EnumSet<Operator> more) {
        var operators = listed(more);
        operators.addAll(EnumSet.of(GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, BETWEEN, NOT_BETWEEN));
        return operators;
    }

    private static EnumSet<Operator> listed(EnumSet<Operator> more) {
        var operators = EnumSet.copyOf(more);
        operators.addAll(EnumSet.of(EQUAL, NOT_EQUAL, IN, NOT_IN, IS_NULL, IS_NOT_NULL));
        return operators;
    }
}
