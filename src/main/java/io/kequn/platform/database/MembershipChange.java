package io.kequn.platform.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a write changed on a customer beyond the written fact itself: `kind` is `segment`, `tag` for one that a
/// rule gives, or `layer`, `key` names it, `operation` is `entered` or `left`. In a layer set, which `key`
/// names, a customer has `moved` from one layer to another; `from` and `to` name the layers.
public record MembershipChange(
        UUID customerId,
        String kind,
        String key,
        String operation,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String to) {
    public MembershipChange(UUID customerId, String kind, String key, String operation) {
        this(customerId, kind, key, operation, null, null);
    }

    /// One of the two may be null: who was in no layer before, or is in none any more.
    public static MembershipChange layer(UUID customerId, String set, @Nullable String from, @Nullable String to) {
        var operation = from == null ? "entered" : to == null ? "left" : "moved";
        return new MembershipChange(customerId, "layer", set, operation, from, to);
    }
}
