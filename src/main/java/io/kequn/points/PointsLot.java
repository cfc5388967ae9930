package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Points that came together and expire together.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PointsLot(
        UUID id,
        LotState state,

        @Description("Granted, less what was taken back.") long points,

        @Description("Not yet in the balance.") long pending,

        @Description("In the balance; below zero, what the customer owes.")
        long remaining,

        @Description("Of these, set aside.") long held,
        @Description("Lost to time.") long expired,
        Instant earnedAt,

        @Nullable @Description("When they come into the balance; null: at once.")
        Instant availableAt,

        @Nullable @Description("Null: never.") Instant expiresAt,
        @Nullable AppliedRule rule) {
    static PointsLot of(Lot lot) {
        return new PointsLot(
                lot.id,
                lot.state(),
                lot.points,
                lot.pending,
                lot.remaining,
                lot.held,
                lot.expired,
                lot.origin.earnedAt(),
                lot.origin.availableAt(),
                lot.expiresAt(),
                lot.origin.rule());
    }
}
