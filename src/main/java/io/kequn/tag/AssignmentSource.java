package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who gave a customer a tag: a person, a program over the API, an import, or a rule.
public enum AssignmentSource {
    MANUAL,
    API,
    IMPORT,
    RULE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AssignmentSource of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// The reason that the change log gives.
    String reason() {
        return switch (this) {
            case MANUAL, API -> "manual";
            case IMPORT -> "import";
            case RULE -> "data";
        };
    }
}
