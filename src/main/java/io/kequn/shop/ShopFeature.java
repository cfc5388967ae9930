package io.kequn.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.access.Feature;
import io.kequn.platform.database.Columns;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whether a shop has a feature, and who has asked for it and decided. Without a decision it has it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopFeature(
        Feature feature,
        FeatureState state,

        @Schema(description = "When the shop has asked for it") @Nullable
        Instant requestedAt,

        @Schema(description = "The credential that has asked for it") @Nullable
        String requestedBy,

        @Schema(description = "When the platform has last decided") @Nullable
        Instant decidedAt,

        @Nullable String decidedBy) {

    static ShopFeature undecided(Feature feature) {
        return new ShopFeature(feature, FeatureState.ENABLED, null, null, null, null);
    }

    static ShopFeature of(Feature feature, Columns row) {
        return new ShopFeature(
                feature,
                FeatureState.of(row.text("state")),
                row.instantOrNull("requested_at"),
                row.textOrNull("requested_by"),
                row.instantOrNull("decided_at"),
                row.textOrNull("decided_by"));
    }
}
