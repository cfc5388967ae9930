package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.value.Versioned;
import java.util.List;

/// What undoing a merger has made of the two.
///
/// @param customer who had survived
/// @param restored who is a customer of its own again
public record UnmergedCustomers(
        Customer customer, Customer restored, CustomerMerger merger, List<MembershipChange> membershipChanges)
        implements Versioned {
    public UnmergedCustomers {
        membershipChanges = List.copyOf(membershipChanges);
    }

    @Override
    public String etag() {
        return customer.etag();
    }
}
