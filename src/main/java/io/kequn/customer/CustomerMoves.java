package io.kequn.customer;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;

/// What happens to the rows that a feature keeps of a customer when that customer is deleted or merged. Each feature
/// with such rows implements it for its own tables and logs what it removes or moves, in the same transaction. The
/// customers are locked.
public interface CustomerMoves {
    /// The person is deleted: removes what is known of it.
    Uni<Void> removeAll(FactSession session, UUID customer);

    /// `from` is merged into `into`: moves what both may have, removes what is evaluated anew for `into`. Totals of
    /// orders are recomputed by the orders. What undoing it needs is noted by [MergeParts].
    Uni<Void> moveAll(FactSession session, Merger merger);

    /// The merger is undone: `from` gets back what it had. What came since stays with `into` but for what is about
    /// that; what rules decide is evaluated anew for both. Refuses with `state_conflict` where that would be wrong.
    Uni<Void> moveBack(FactSession session, Merger merger);

    /// What a customer `w.id` of the shop `$1` has of the feature, as expressions by their names in [MergeSide].
    default Map<String, String> figures() {
        return Map.of();
    }
}
