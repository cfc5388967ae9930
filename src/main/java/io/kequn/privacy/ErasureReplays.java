package io.kequn.privacy;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/// Erases anew whom a restored backup has brought back.
@Singleton
public class ErasureReplays {
    private static final int MOST = 100;

    private final FactTransaction facts;
    private final Eraser eraser;

    ErasureReplays(FactTransaction facts, Eraser eraser) {
        this.facts = facts;
        this.eraser = eraser;
    }

    /// Erases those of the customers who are there; asked again, nobody is. At most 100 at once.
    public Uni<ErasureReplay> replay(ErasureReplaySpec spec) {
        var caller = Caller.with(Scope.PRIVACY_WRITE);
        var inputs = new Inputs();
        inputs.require(
                !spec.customerIds().isEmpty() && spec.customerIds().size() <= MOST,
                "/customerIds",
                "Name 1 to " + MOST + " customers.",
                "请给出 1 至 " + MOST + " 位客户。");
        inputs.check();
        var command = new Command<>(caller, "privacy/erasures/replay", spec, ErasureReplay.class);
        return facts.write(
                command,
                ErasureService.REASON,
                session -> replay(session, spec.customerIds()).map(erased -> changes -> new ErasureReplay(erased)));
    }

    private Uni<List<UUID>> replay(FactSession session, List<UUID> ids) {
        return session.lock(new TreeSet<>(ids))
                .chain(locked -> Multi.createFrom()
                        .iterable(locked)
                        .onItem()
                        .transformToUniAndConcatenate(
                                one -> erase(session, one.id()).replaceWith(one.id()))
                        .collect()
                        .asList());
    }

    private Uni<Void> erase(FactSession session, UUID customer) {
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        return ErasureStore.waiting(session, customer)
                .chain(waiting -> waiting.isPresent()
                        ? Uni.createFrom().item(waiting)
                        : ErasureStore.insert(session, id, customer, null, session.at())
                                .chain(() -> ErasureStore.find(session, id)))
                .map(Optional::orElseThrow)
                .chain(erasure ->
                        eraser.erase(session, customer).chain(counts -> ErasureStore.done(session, erasure, counts)));
    }
}
