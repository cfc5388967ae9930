package io.kequn.platform.database;

import io.smallrye.mutiny.Uni;
import java.util.List;

/// The part of a fact transaction that a feature writes: resolve, lock (through the session), write, and tell
/// the session what changed. It may run several times, since a deadlock or a moved reference starts the
/// transaction over: it keeps no state.
@FunctionalInterface
public interface FactWork<A> {
    Uni<Answer<A>> run(FactSession session);

    /// Makes the caller's answer once the evaluation has told which memberships changed.
    @FunctionalInterface
    interface Answer<A> {
        A with(List<MembershipChange> changes);

        /// The same for an answer that shows what the evaluation may have changed, and reads it after that.
        default Uni<A> after(List<MembershipChange> changes) {
            return Uni.createFrom().item(() -> with(changes));
        }
    }
}
