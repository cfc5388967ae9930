package io.kequn.platform.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a write changed on a customer beyond the written fact itself: `kind` is `segment`, `tag` for one that a
/// rule gives, `layer` or `level`, `key` names it, `operation` is `entered` or `left`. In a layer set or level
/// program, which `key` names, a customer has `moved` from one layer or level to another; `from` and `to` name
/// those.
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
        return move(customerId, "layer", set, from, to);
    }

    /// One of the two may be null: who had no level before, or has none any more.
    public static MembershipChange level(UUID customerId, String program, @Nullable String from, @Nullable String to) {
        return move(customerId, "level", program, from, to);
    }

    private static MembershipChange move(
            UUID customerId, String kind, String key, @Nullable String from, @Nullable String to) {
        var operation = from == null ? "entered" : to == null ? "left" : "moved";
        return new MembershipChange(customerId, kind, key, operation, from, to);
    }
}
