package io.kequn.customer;

import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.value.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The survivor of a merger. `merge` says what was done; null where the two had been merged before.
public record MergedCustomer(
        Customer customer,
        boolean created,
        List<MembershipChange> membershipChanges,
        @Nullable MergeReport merge) implements Versioned {
    public MergedCustomer {
        membershipChanges = List.copyOf(membershipChanges);
    }

    @Override
    public String etag() {
        return customer.etag();
    }
}
