package io.kequn.order;

import io.kequn.platform.database.MembershipChange;
import java.util.List;
import java.util.UUID;

/// What became of a refund that names no order. `replayed`: it was known already and nothing has changed.
public record RefundResult(Refund refund, UUID customerId, Boolean replayed, List<MembershipChange> membershipChanges) {
    public RefundResult {
        membershipChanges = List.copyOf(membershipChanges);
    }
}
