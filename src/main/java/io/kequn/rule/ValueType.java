package io.kequn.rule;

/// The type of an attribute, of a set's elements or of a parameter.
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
    INSTANT("date or instant"),
    /// Latitude and longitude; a column of each.
    POINT("place");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /// What a value of this type is called in error messages.
    public String label() {
        return label;
    }

    boolean isNumeric() {
        return this == NUMBER || this == INTEGER || this == MONEY;
    }
}
