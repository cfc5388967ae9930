package io.kequn.points;

import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a row of `points_lot`, as JSON, is read.
final class LotRow {
    private LotRow() {}

    static Lot lot(JsonObject row) {
        var origin = new Lot.Origin(
                UUID.fromString(row.getString("entry_id")),
                row.getBoolean("debt"),
                Sql.instant(row.getString("earned_at")),
                AccountRow.instant(row, "available_at"),
                row.getBoolean("sliding"),
                rule(row),
                row.getString("subject"));
        var sums = new Lot.Sums(
                row.getLong("points"),
                row.getLong("pending"),
                row.getLong("remaining"),
                row.getLong("held"),
                row.getLong("expired"),
                row.getLong("whole"),
                row.getLong("withdrawn"));
        return new Lot(UUID.fromString(row.getString("id")), origin, AccountRow.instant(row, "expires_at"), sums);
    }

    private static @Nullable AppliedRule rule(JsonObject row) {
        @Nullable String key = row.getString("rule_key");
        return key == null
                ? null
                : new AppliedRule(
                        key,
                        row.getInteger("rule_version"),
                        AppliedMultiplier.stored(row.getInteger("factor"), row.getString("multiplier")));
    }
}
