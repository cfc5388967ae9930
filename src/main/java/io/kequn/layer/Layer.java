package io.kequn.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A layer of a version of a layer set; the last one has no rule and takes all that are left. `customerCount`
/// is how many are in it, null where that was not counted: of drafts and of the versions in a list.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Layer(
        String key,
        String name,
        @Nullable String rule,
        @Nullable Long customerCount) {
    Layer counted(@Nullable Long customers) {
        return new Layer(key, name, rule, customers);
    }
}
