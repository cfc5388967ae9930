package io.kequn.rule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a change that flips a verdict is about.
public enum RuleChangeKind {
    /// An attribute gets another value, or loses the one it has.
    ATTRIBUTE,
    /// A set gets or loses an element.
    SET,
    /// There are more orders, lines of orders or events.
    FUNCTION,
    /// The customer enters or leaves a segment.
    SEGMENT,
    /// The customer moves to another layer.
    LAYER,
    /// Time passes.
    TIME,
    /// An exception that people have made ends.
    OVERRIDE;

    @JsonValue
    public String text() {
        return Names.lower(this);
    }

    @JsonCreator
    static RuleChangeKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
