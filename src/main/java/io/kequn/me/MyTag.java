package io.kequn.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.tag.AssignedTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A public tag that the customer has.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MyTag(
        String key,
        String name,
        @Nullable String color,
        Instant assignedAt,
        @Nullable Instant expiresAt) {
    static MyTag of(AssignedTag tag) {
        return new MyTag(tag.key(), tag.name(), tag.color(), tag.assignedAt(), tag.expiresAt());
    }
}
