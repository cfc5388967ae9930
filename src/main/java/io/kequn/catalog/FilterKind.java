package io.kequn.catalog;

/// What a suggested part of a rule is.
public enum FilterKind {
    ATTRIBUTE,
    FUNCTION,
    /// Words of the language alone, such as `IN SEGMENT`.
    CONDITION
}
