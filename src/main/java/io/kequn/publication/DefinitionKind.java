package io.kequn.publication;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What rules can name, and, but for attributes, whose rules there are.
public enum DefinitionKind {
    SEGMENT,
    TAG,
    LAYER_SET,
    LEVEL_PROGRAM,
    ATTRIBUTE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
