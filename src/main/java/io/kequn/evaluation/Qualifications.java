package io.kequn.evaluation;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps what customers qualify for, and moves them between their levels. Owned here and implemented by the
/// levels, so that the evaluation depends on no feature above it.
public interface Qualifications {
    /// Whose level of a program has become another; null stands for no level.
    record Moved(
            UUID customer,
            RuleSubject program,
            @Nullable String from,
            @Nullable String to) {
        /// As answers tell it.
        public MembershipChange told() {
            return MembershipChange.level(customer, program.key(), from, to);
        }
    }

    /// Takes in what customers newly qualify for, under their locks.
    Uni<List<Moved>> take(FactSession session, List<Qualification> news);

    /// Does what time has made due for these customers in these programs, under their locks.
    Uni<List<Moved>> due(FactSession session, List<Program> programs, List<UUID> customers);

    /// A live program.
    record Program(RuleSubject subject, int version) {}
}
