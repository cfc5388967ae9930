package io.kequn.order;

import io.kequn.platform.database.MembershipChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an order, or of a later fact of it. `replayed`: it was known already and nothing has changed.
/// `pending`: the order is not known yet, so that there is no `order` here; the fact is kept and applied when the order
/// comes.
public record OrderResult(
        @Nullable Order order,
        Boolean created,
        Boolean replayed,
        Boolean pending,
        List<MembershipChange> membershipChanges) {
    public OrderResult {
        membershipChanges = List.copyOf(membershipChanges);
    }
}
