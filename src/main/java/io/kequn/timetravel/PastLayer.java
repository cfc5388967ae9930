package io.kequn.timetravel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The layer of a layer set that a customer was in. Names are those of today; `since`, `reason` and
/// `ruleVersion` as of segments.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PastLayer(
        String set,
        String setName,
        String layer,
        String name,
        @Nullable Instant since,
        @Nullable String reason,
        @Nullable Integer ruleVersion) {
    static PastLayer of(Columns row) {
        return new PastLayer(
                row.text("key"),
                row.text("name"),
                row.text("layer"),
                row.text("layer_name"),
                row.instantOrNull("since"),
                row.textOrNull("reason"),
                PastMembership.version(row));
    }
}
