package io.kequn.privacy;

import static io.kequn.platform.problem.ErrorCode.ERASURE_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.customer.CustomerErasures;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Erases persons, at once or when the time to cancel is over.
@Singleton
public class ErasureService {
    /// As the change log gives the reason.
    static final String REASON = "erase";

    private final FactTransaction facts;
    private final CustomerErasures customers;
    private final Eraser eraser;
    private final PrivacySettings settings;

    ErasureService(FactTransaction facts, CustomerErasures customers, Eraser eraser, PrivacySettings settings) {
        this.facts = facts;
        this.customers = customers;
        this.eraser = eraser;
        this.settings = settings;
    }

    /// What was asked for; it stands in no address, so that nothing of it is left in the stored answer's.
    private record Wish(String customer, ErasureSpec spec) {}

    /// Asks for an erasure. One that waits already is the answer. Refuses with `customer_not_found`.
    public Uni<Erasure> erase(String customer, ErasureSpec spec) {
        var caller = Caller.with(Scope.PRIVACY_WRITE);
        var wanted = ErasureInputs.read(spec, settings.cancelWindow());
        var command = new Command<>(caller, "privacy/erase", new Wish(customer, spec), Erasure.class);
        return wanted.dryRun()
                ? facts.rehearse(command, session -> rehearse(session, customer, wanted))
                : facts.write(command, REASON, session -> ask(session, customer, wanted));
    }

    /// Takes the wish back. Refuses with `state_conflict` what is done, and with `erasure_not_found`.
    public Uni<Erasure> cancel(String id) {
        var caller = Caller.with(Scope.PRIVACY_WRITE);
        var command = new Command<>(caller, "privacy/erasures/" + id + "/cancel", null, Erasure.class);
        return facts.write(command, session -> cancel(session, id(id)));
    }

    private Uni<Answer<Erasure>> rehearse(FactSession session, String customer, ErasureInputs wanted) {
        return customers
                .lock(session, customer)
                .chain(found ->
                        eraser.erase(session, found).map(erased -> changes -> would(session, found, wanted, erased)));
    }

    private static Erasure would(FactSession session, UUID customer, ErasureInputs wanted, Eraser.Erased erased) {
        var rows = erased.counts().entrySet().stream()
                .map(entry -> new ErasedRows(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ErasedRows::table))
                .toList();
        return new Erasure(
                null,
                customer,
                erased.merged(),
                ErasureState.WAITING,
                wanted.reason(),
                session.at(),
                session.caller().principal(),
                session.at().plus(wanted.window()),
                null,
                rows,
                null);
    }

    private Uni<Answer<Erasure>> ask(FactSession session, String customer, ErasureInputs wanted) {
        return customers
                .lock(session, customer)
                .chain(found -> ErasureStore.waiting(session, found)
                        .chain(waiting ->
                                waiting.isPresent() && !wanted.window().isZero()
                                        ? Uni.createFrom().item(waiting.get())
                                        : ask(session, found, wanted, waiting)))
                .map(erasure -> changes -> erasure);
    }

    private Uni<Erasure> ask(FactSession session, UUID customer, ErasureInputs wanted, Optional<Erasure> waiting) {
        var known = waiting.map(Erasure::id);
        var id = known.orElseGet(UuidCreator::getTimeOrderedEpochPlus1);
        var due = session.at().plus(wanted.window());
        var made = known.isPresent()
                ? Uni.createFrom().voidItem()
                : ErasureStore.insert(session, id, customer, wanted.reason(), due);
        return made.chain(() -> wanted.window().isZero()
                        ? finish(session, id, customer)
                        : customers
                                .mark(session, customer, due)
                                .chain(() -> DueTable.plan(session, ErasureWork.KIND, due)))
                .chain(() -> ErasureStore.find(session, id))
                .map(Optional::orElseThrow);
    }

    private Uni<Void> finish(FactSession session, UUID id, UUID customer) {
        return ErasureStore.find(session, id)
                .map(Optional::orElseThrow)
                .chain(erasure ->
                        eraser.erase(session, customer).chain(counts -> ErasureStore.done(session, erasure, counts)));
    }

    private Uni<Answer<Erasure>> cancel(FactSession session, UUID id) {
        return ErasureStore.find(session, id)
                .map(found -> found.orElseThrow(() -> unknown(id.toString())))
                .call(found -> session.lock(List.of(found.customerId())))
                .chain(() -> ErasureStore.lock(session, id))
                .map(Optional::orElseThrow)
                .call(found -> cancel(session, found))
                .chain(() -> ErasureStore.find(session, id))
                .map(found -> changes -> found.orElseThrow());
    }

    private Uni<Void> cancel(FactSession session, Erasure found) {
        return switch (found.state()) {
            case CANCELLED -> Uni.createFrom().voidItem();
            case DONE -> throw STATE_CONFLICT.because("The person was erased already.", "该客户已被清除。");
            case WAITING ->
                ErasureStore.cancel(session, id(String.valueOf(found.id())))
                        .chain(() -> customers.mark(session, found.customerId(), null));
        };
    }

    static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> unknown(text.length() > 40 ? "…" : text));
    }

    static Refusal unknown(String id) {
        return ERASURE_NOT_FOUND.because("There is no erasure `" + id + "`.", "没有清除记录 `" + id + "`。");
    }
}
