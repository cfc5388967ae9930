package io.kequn.customer;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A field in which two customers that are merged differ, and what becomes of it. The values are as text, and null for
/// callers who may not read customers.
public record MergeConflict(
        @Schema(description = "As in a customer; own attributes as `custom.{key}`.", examples = "city")
        @Description("As in a customer; own attributes as `custom.{key}`.")
        String field,

        @Nullable @Description("The survivor's value, which stays.")
        String kept,

        @Nullable @Description("The other's value.") String dropped) {
    MergeConflict withoutValues() {
        return new MergeConflict(field, null, null);
    }
}
