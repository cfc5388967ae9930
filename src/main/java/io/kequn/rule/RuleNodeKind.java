package io.kequn.rule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a part of a rule is.
public enum RuleNodeKind {
    /// Holds if all its children do.
    ALL,
    /// Holds if one of its children does.
    ANY,
    /// Holds if its only child does not.
    NOT,
    CONDITION;

    @JsonValue
    public String text() {
        return Names.lower(this);
    }

    @JsonCreator
    static RuleNodeKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
