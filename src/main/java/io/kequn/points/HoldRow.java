package io.kequn.points;

import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/// How a row of `points_hold` with the parts of its freezing entry, as JSON, is read.
final class HoldRow {
    private HoldRow() {}

    static Hold hold(JsonObject found) {
        var row = found.getJsonObject("hold");
        var parts = found.getJsonArray("parts").stream()
                .map(JsonArray.class::cast)
                .map(part -> new Hold.Part(UUID.fromString(part.getString(0)), part.getLong(1)))
                .toList();
        var terms = new Hold.Terms(
                UUID.fromString(row.getString("entry_id")),
                row.getLong("points"),
                AccountRow.instant(row, "expires_at"),
                row.getString("reference"),
                row.getString("reason"),
                Sql.instant(row.getString("created_at")),
                parts);
        return new Hold(
                UUID.fromString(row.getString("id")),
                terms,
                HoldState.of(row.getString("state")),
                row.getLong("consumed"),
                AccountRow.instant(row, "ended_at"));
    }
}
