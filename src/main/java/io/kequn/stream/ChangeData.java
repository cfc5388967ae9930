package io.kequn.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.feed.Change.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an event tells beside its type: the customer by id and no personal data. What does not apply is left out.
///
/// @param customerId whom it happened to
/// @param segment that the customer entered or left, by its key, also where it is gone since; so the next three
/// @param from the layer or level before, null for none
/// @param to the layer or level since, null for none
/// @param points the account after the change
/// @param changed names of the attributes that changed
/// @param mergedInto who the customer is from now on
/// @param mergedFrom whom the customer has absorbed; of one that is restored, who it was
/// @param reason `data`, `time`, `definition`, `manual`, `import`, `merge`, `erase`
/// @param cause the request or the background work that did it
/// @param ruleVersion the version of the rule that decided
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeData(
        UUID customerId,
        @Nullable String segment,
        @Nullable String tag,
        @Nullable String layerSet,
        @Nullable String levelProgram,
        @Nullable String from,
        @Nullable String to,
        @Nullable ChangePoints points,
        @Nullable List<String> changed,
        @Nullable UUID mergedInto,
        @Nullable UUID mergedFrom,
        String reason,
        @Nullable String cause,
        @Nullable Integer ruleVersion) {

    /// The sums of an account.
    public record ChangePoints(long balance, long pending, long frozen) {}

    static ChangeData of(Row row, Kind kind) {
        @Nullable String key = row.getString("key");
        @Nullable JsonObject stored = row.getJsonObject("detail");
        var detail = stored == null ? new JsonObject() : stored;
        boolean moved = kind == Kind.LAYER || kind == Kind.LEVEL;
        boolean merged = kind == Kind.MERGED;
        return new ChangeData(
                row.getUUID("customer_id"),
                kind == Kind.SEGMENT ? key : null,
                kind == Kind.TAG ? key : null,
                kind == Kind.LAYER ? key : null,
                kind == Kind.LEVEL ? key : null,
                moved ? detail.getString("from") : null,
                moved ? detail.getString("to") : null,
                kind == Kind.POINTS ? points(detail) : null,
                kind == Kind.PROFILE ? names(detail.getJsonArray("changed")) : null,
                merged ? id(detail.getString("into")) : null,
                merged ? id(detail.getString("from")) : null,
                row.getString("reason"),
                row.getString("cause"),
                row.getInteger("rule_version"));
    }

    private static ChangePoints points(JsonObject detail) {
        return new ChangePoints(detail.getLong("balance"), detail.getLong("pending"), detail.getLong("frozen"));
    }

    private static @Nullable List<String> names(@Nullable JsonArray names) {
        return names == null
                ? null
                : IntStream.range(0, names.size()).mapToObj(names::getString).toList();
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
