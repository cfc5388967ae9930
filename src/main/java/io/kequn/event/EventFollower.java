package io.kequn.event;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// What another feature does when events have been recorded, in the same transaction; their customers are
/// locked. Every bean of this type is asked.
public interface EventFollower {
    /// None of them was known before.
    Uni<Void> follow(FactSession session, List<Event> events);
}
