package io.kequn.platform.value;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A partial change (JSON Merge Patch, RFC 7396): what is absent stays, what is null is cleared. `values` is a
/// record whose components may all be null; `given` holds the names of those that the request mentions. Unknown
/// fields and wrong types are refused before a feature sees the patch.
///
/// ```java
/// String name = patch.has("name") ? inputs.name("/name", patch.values().name()) : entity.name;
/// ```
@JsonDeserialize(using = PatchReader.class)
public record Patch<T>(T values, Set<String> given) {
    public Patch {
        given = Set.copyOf(given);
    }

    /// The patch of a GraphQL input: `arguments` is the input as it was sent, which tells null from absent.
    public static <T> Patch<T> of(T values, @Nullable Map<String, ?> arguments) {
        return new Patch<>(values, arguments == null ? Set.of() : arguments.keySet());
    }

    /// Whether the request mentions the field, be it with null.
    public boolean has(String field) {
        return given.contains(field);
    }

    /// The proposed value where the request mentions the field, else the present one.
    public <V> @Nullable V or(String field, @Nullable V proposed, @Nullable V present) {
        return has(field) ? proposed : present;
    }

    /// What makes two patches the same request, in whatever order their fields stand.
    public Map<String, Object> content() {
        return Map.of("given", new TreeSet<>(given), "values", values);
    }

    public boolean isEmpty() {
        return given.isEmpty();
    }
}
