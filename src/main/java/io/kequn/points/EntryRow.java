package io.kequn.points;

import io.kequn.platform.database.Columns;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a row of the ledger is read.
final class EntryRow {
    /// Reads `points_entry e` of the shop `$1`.
    static final String COLUMNS = """
        e.id, e.customer_id, e.number, e.kind, e.points, e.pending, e.frozen, e.amount, e.written_off, e.balance_after,
        e.at, e.recorded_at, e.rule_key, e.rule_version, e.factor, e.multiplier, e.trigger, e.reference, e.reverses,
        e.hold_id, e.other_customer, e.reason, e.note, e.cause,
        (select json_agg(json_build_array(x.lot_id, x.points, x.pending, x.frozen) order by x.lot_id)
          from points_allocation x where x.shop_id = $1 and x.entry_id = e.id) allocations\
        """;

    private EntryRow() {}

    static PointsEntry entry(Row row) {
        var columns = Columns.of(row);
        @Nullable String trigger = row.getString("trigger");
        return new PointsEntry(
                row.getUUID("id"),
                row.getUUID("customer_id"),
                columns.number("number"),
                EntryKind.of(columns.text("kind")),
                columns.number("points"),
                columns.number("pending"),
                columns.number("frozen"),
                columns.number("amount"),
                columns.number("written_off"),
                columns.number("balance_after"),
                columns.instant("at"),
                columns.instant("recorded_at"),
                rule(row),
                trigger == null ? null : PointsTrigger.of(trigger),
                columns.textOrNull("reference"),
                row.getUUID("reverses"),
                row.getUUID("hold_id"),
                row.getUUID("other_customer"),
                columns.textOrNull("reason"),
                columns.textOrNull("note"),
                columns.textOrNull("cause"),
                allocations(row.getJsonArray("allocations")));
    }

    private static @Nullable AppliedRule rule(Row row) {
        @Nullable String key = row.getString("rule_key");
        return key == null
                ? null
                : new AppliedRule(
                        key,
                        row.getInteger("rule_version"),
                        AppliedMultiplier.stored(row.getInteger("factor"), row.getString("multiplier")));
    }

    private static List<PointsAllocation> allocations(@Nullable JsonArray parts) {
        return parts == null
                ? List.of()
                : parts.stream()
                        .map(JsonArray.class::cast)
                        .map(part -> new PointsAllocation(
                                UUID.fromString(part.getString(0)), part.getLong(1), part.getLong(2), part.getLong(3)))
                        .toList();
    }
}
