package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// What another feature does when orders have changed, in the same transaction: they and their totals are
/// written, and the customers of before and after are locked. Every bean of this type is asked.
public interface OrderFollower {
    /// `history` tells that the orders are of the past and only taken over.
    Uni<Void> follow(FactSession session, List<OrderMove> moves, boolean history);
}
