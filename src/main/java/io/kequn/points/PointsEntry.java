package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// One entry of a customer's ledger. Entries never change; what takes one back is another.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PointsEntry(
        @Name("uuid") UUID id,
        UUID customerId,

        @Description("Gapless per customer; a merged customer's entries keep theirs.")
        long number,

        EntryKind kind,

        @Description("Change of the balance.") long points,
        @Description("Change of what waits.") long pending,
        @Description("Change of what is set aside.") long frozen,

        @Description("How many points the entry is about.") long amount,

        @Description("To be taken back, but spent already and forgiven.")
        long writtenOff,

        long balanceAfter,

        @Description("When it took effect.") Instant at,
        Instant recordedAt,
        @Nullable AppliedRule rule,
        @Nullable PointsTrigger trigger,

        @Nullable @Description("The order or event, as its source knows it; the year of a birthday.")
        String reference,

        @Nullable @Description("The entry that this one takes back, all or in part.")
        UUID reverses,

        @Nullable UUID holdId,

        @Nullable @Description("Who gave or got the points, or was merged.")
        UUID otherCustomer,

        @Nullable String reason,
        @Nullable String note,

        @Nullable @Description("The request that caused it.")
        String cause,

        List<PointsAllocation> allocations)
        implements Node {
    public PointsEntry {
        allocations = List.copyOf(allocations);
    }

    @Override
    public String nodeKey() {
        return id.toString();
    }
}
