package io.kequn.tag;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Whom a bulk command means by the key of a segment. The segments implement it, so that tags depend on none.
public interface SegmentAudience {
    /// At most `limit` members of the segment as they are now, in the order of their ids; empty if there is no such
    /// segment.
    Uni<Optional<List<UUID>>> members(FactSession session, String segment, int limit);

    /// Notes all members, as they are now, as the customers of the job (table `job_customer`); answers how many.
    Uni<Long> noteForJob(FactSession session, String segment, UUID job);
}
