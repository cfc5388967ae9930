package io.kequn.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Collects which fields of a definition are other than a file of rules says. What the file leaves out may be
/// anything.
final class Differences {
    private final List<String> fields = new ArrayList<>();

    Differences of(String field, @Nullable Object wanted, @Nullable Object present) {
        return where(wanted != null && !wanted.equals(present), field);
    }

    /// Of a field of which the file says all: leaving it out says that there is none.
    Differences ofAll(String field, @Nullable Object wanted, @Nullable Object present) {
        return where(!Objects.equals(wanted, present), field);
    }

    /// An empty text is none.
    Differences ofText(String field, @Nullable String wanted, @Nullable String present) {
        return of(field, wanted, Objects.requireNonNullElse(present, ""));
    }

    Differences where(boolean differs, String field) {
        if (differs) {
            fields.add(field);
        }
        return this;
    }

    List<String> fields() {
        return List.copyOf(fields);
    }
}
