package io.kequn.privacy;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Erases those for whom the time to cancel is over, one a transaction.
@Singleton
class ErasureWork implements DueWork {
    static final String KIND = "erasure";

    private final FactTransaction facts;
    private final Eraser eraser;

    ErasureWork(FactTransaction facts, Eraser eraser) {
        this.facts = facts;
        this.eraser = eraser;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What a run leaves: the instant of the next erasure, by the shop's clock.
    private record Left(@Nullable Instant next) {}

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(
                        run.command(Left.class),
                        ErasureService.REASON,
                        session -> session.readInstant()
                                .chain(() -> ErasureStore.due(session))
                                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : erase(session, due.get()))
                                .chain(() -> ErasureStore.next(session))
                                .map(next -> changes -> new Left(next.orElse(null))))
                .map(left -> Optional.ofNullable(left.next));
    }

    /// The lock may have waited for one who cancelled.
    private Uni<Void> erase(FactSession session, Erasure due) {
        return session.lock(List.of(due.customerId()))
                .chain(() -> ErasureStore.lock(session, ErasureService.id(String.valueOf(due.id()))))
                .chain(found ->
                        found.filter(one -> one.state() == ErasureState.WAITING).isEmpty()
                                ? Uni.createFrom().voidItem()
                                : eraser.erase(session, due.customerId())
                                        .chain(counts -> ErasureStore.done(session, due, counts)));
    }
}
