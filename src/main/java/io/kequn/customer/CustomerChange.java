package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.value.Versioned;
import java.util.List;

/// What a write has made of a customer. `created` is whether it was new; `membershipChanges` lists the segments that
/// the write made it enter or leave.
public record CustomerChange(Customer customer, boolean created, List<MembershipChange> membershipChanges)
        implements Versioned {
    public CustomerChange {
        membershipChanges = List.copyOf(membershipChanges);
    }

    @Override
    public String etag() {
        return customer.etag();
    }
}
