package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Points that are or were set aside.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PointsHold(
        UUID id,
        HoldState state,
        long points,
        @Description("Of these, spent when the hold ended.") long consumed,

        @Nullable @Description("When it ends by itself; null: never.")
        Instant expiresAt,

        @Nullable @Description("The order that they are held for.")
        String order,

        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant endedAt) {
    static PointsHold of(Hold hold) {
        return new PointsHold(
                hold.id,
                hold.state,
                hold.terms.points(),
                hold.consumed,
                hold.terms.expiresAt(),
                hold.terms.reference(),
                hold.terms.reason(),
                hold.terms.createdAt(),
                hold.endedAt);
    }
}
