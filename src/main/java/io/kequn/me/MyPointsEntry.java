package io.kequn.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.points.EntryKind;
import io.kequn.points.PointsEntry;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// An entry of the customer's ledger: what happened to its points, and not what people have noted on it.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MyPointsEntry(
        @Name("uuid") UUID id,
        EntryKind kind,
        @Description("Change of the balance.") long points,
        @Description("Change of what waits.") long pending,
        @Description("Change of what is set aside.") long frozen,
        long balanceAfter,

        @Description("When it took effect.") Instant at,

        @Nullable @Description("The order or event, as its source knows it; the year of a birthday.")
        String reference) {
    static MyPointsEntry of(PointsEntry entry) {
        return new MyPointsEntry(
                entry.id(),
                entry.kind(),
                entry.points(),
                entry.pending(),
                entry.frozen(),
                entry.balanceAfter(),
                entry.at(),
                entry.reference());
    }
}
