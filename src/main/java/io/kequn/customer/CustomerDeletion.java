package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import java.util.List;
import java.util.UUID;

/// The person is gone; orders stay without a name on them.
public record CustomerDeletion(UUID deletedCustomerId, List<MembershipChange> membershipChanges) {
    public CustomerDeletion {
        membershipChanges = List.copyOf(membershipChanges);
    }
}
