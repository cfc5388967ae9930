package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.MembershipChange;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a command has done to a customer's points: what the customer has now, the entries added, the lots
/// changed, and which memberships follow from it. A dry run says the same and has done nothing.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PointsChange(
        Points points,
        List<PointsEntry> entries,

        @Description("Lots that were changed, as they are now.")
        List<PointsLot> lots,

        @Nullable @Description("The hold that the command is about.")
        PointsHold hold,

        boolean dryRun,
        List<MembershipChange> membershipChanges) {
    public PointsChange {
        entries = List.copyOf(entries);
        lots = List.copyOf(lots);
        membershipChanges = List.copyOf(membershipChanges);
    }

    static PointsChange of(Ledger ledger, Optional<Hold> hold, boolean dryRun, List<MembershipChange> changes) {
        return new PointsChange(
                Points.of(ledger),
                ledger.written(),
                ledger.lots().stream()
                        .filter(lot -> lot.changed)
                        .map(PointsLot::of)
                        .toList(),
                hold.map(PointsHold::of).orElse(null),
                dryRun,
                changes.stream()
                        .filter(change -> change.customerId().equals(ledger.customer))
                        .toList());
    }
}
