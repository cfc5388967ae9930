package io.kequn.platform.database;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Evaluates the shop's rules inside the fact transaction. Owned here and implemented by the segments, so that
/// the platform depends on no feature.
public interface Evaluator {
    /// Makes sure that the rules of this revision are compiled; called once per transaction, under the shared rules
    /// lock.
    Uni<Void> prepare(FactSession session, long revision);

    /// Evaluates what reads one of the `facts` for these customers, logs the difference, applies it and returns it.
    /// All customers are locked. Returns an empty list if nothing changed.
    Uni<List<MembershipChange>> evaluate(FactSession session, Set<String> facts, List<UUID> customers);
}
