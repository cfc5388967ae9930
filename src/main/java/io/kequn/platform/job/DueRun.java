package io.kequn.platform.job;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import java.time.Instant;
import java.util.Optional;

/// One run of due work: whose it is, and in whose name it writes.
public record DueRun(Shop shop, Caller caller, String kind) {
    /// The command under which the work writes in fact and definition transactions.
    public <A> Command<A> command(Class<A> answer) {
        return new Command<>(caller, kind, null, answer);
    }

    /// More is due already.
    public Optional<Instant> again() {
        return Optional.of(Instant.EPOCH);
    }
}
