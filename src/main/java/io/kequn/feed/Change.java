package io.kequn.feed;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One entry of the change log. `subject` is the id of the segment, tag, layer set or level program, null for
/// the customer itself; `ruleVersion` is the version of the rule that decided; `detail` says more where there
/// is more (which attributes changed, merged into whom).
public record Change(
        UUID customerId,
        Kind kind,
        @Nullable Integer subject,
        Operation operation,
        @Nullable Integer ruleVersion,
        @Nullable JsonObject detail) {

    public enum Kind {
        SEGMENT,
        TAG,
        LAYER,
        LEVEL,
        POINTS,
        PROFILE,
        MERGED,
        ERASED
    }

    public enum Operation {
        ADDED,
        REMOVED,
        UPDATED
    }

    public static Change tag(UUID customerId, int tag, Operation operation) {
        return new Change(customerId, Kind.TAG, tag, operation, null, null);
    }

    /// By a rule.
    public static Change tag(UUID customerId, int tag, Operation operation, int ruleVersion) {
        return new Change(customerId, Kind.TAG, tag, operation, ruleVersion, null);
    }

    public static Change segment(UUID customerId, int segment, Operation operation, @Nullable Integer ruleVersion) {
        return new Change(customerId, Kind.SEGMENT, segment, operation, ruleVersion, null);
    }

    /// `from` and `to` are keys of layers, null for none.
    public static Change layer(
            UUID customerId, int set, @Nullable String from, @Nullable String to, @Nullable Integer ruleVersion) {
        return move(Kind.LAYER, customerId, set, from, to, ruleVersion);
    }

    /// `from` and `to` are keys of levels, null for none.
    public static Change level(
            UUID customerId, int program, @Nullable String from, @Nullable String to, @Nullable Integer ruleVersion) {
        return move(Kind.LEVEL, customerId, program, from, to, ruleVersion);
    }

    private static Change move(
            Kind kind,
            UUID customerId,
            int subject,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer ruleVersion) {
        var operation = from == null ? Operation.ADDED : to == null ? Operation.REMOVED : Operation.UPDATED;
        var detail = new JsonObject().put("from", from).put("to", to);
        return new Change(customerId, kind, subject, operation, ruleVersion, detail);
    }

    /// The account as it now stands.
    public static Change points(UUID customerId, long balance, long pending, long frozen) {
        var detail =
                new JsonObject().put("balance", balance).put("pending", pending).put("frozen", frozen);
        return new Change(customerId, Kind.POINTS, null, Operation.UPDATED, null, detail);
    }

    public static Change profile(UUID customerId, Operation operation, @Nullable JsonObject detail) {
        return new Change(customerId, Kind.PROFILE, null, operation, null, detail);
    }
}
