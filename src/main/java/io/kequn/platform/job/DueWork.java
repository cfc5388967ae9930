package io.kequn.platform.job;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/// Recurring work of a shop that is due at an instant: expiring, evaluating what time changes, tidying up. A
/// feature has one bean of it for each of its kinds. It is first planned by `DueTable.plan`, inside the
/// transaction that makes it necessary.
///
/// The work runs on one replica at a time by a lease, and must bear being repeated: it looks for itself what is
/// due by the shop's own clock. What runs for long prolongs its lease by `DueTable.keep`. If it fails, it is
/// tried again when its lease ends.
///
/// ```java
/// @Singleton
/// class TagExpiry implements DueWork {
///     public String kind() { return "tag-expiry"; }
///
///     public Uni<Optional<Instant>> run(DueRun run) {
///         return facts.write(run.command(Left.class), "time", session -> expire(session)).map(Left::next);
///     }
/// }
/// ```
public interface DueWork {
    /// The kind as it stands in the table `due`.
    String kind();

    /// Does what is due now and answers when it is due next by the shop's clock; empty: not until it is planned
    /// again. What takes long is done in pieces, one a call: the answer `run.again()` asks for the next at
    /// once.
    Uni<Optional<Instant>> run(DueRun run);
}
