package io.kequn.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.graphql.Description;

/// How a file is written.
@Description("How a file is written. AUTO looks at its beginning.")
public enum ImportFormat {
    AUTO,
    CSV,
    NDJSON;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
