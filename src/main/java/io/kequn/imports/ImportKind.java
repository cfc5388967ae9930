package io.kequn.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.access.Scope;
import java.util.Locale;
import org.eclipse.microprofile.graphql.Description;

/// What the rows of a file are.
@Description("What the rows of a file are.")
public enum ImportKind {
    CUSTOMERS(Scope.CUSTOMERS_WRITE),
    ORDERS(Scope.ORDERS_WRITE);

    private final Scope scope;

    ImportKind(Scope scope) {
        this.scope = scope;
    }

    /// What a caller needs besides `imports:write`.
    Scope scope() {
        return scope;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
