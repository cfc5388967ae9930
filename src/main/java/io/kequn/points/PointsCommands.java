package io.kequn.points;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.customer.CustomerReference;
import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork;
import io.kequn.platform.database.FactWork.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs what a command does to accounts in one fact transaction: locks the customers, reads their accounts and
/// brings them to the present, does it, and writes everything. A dry run does the same and takes it back.
@Singleton
class PointsCommands {
    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final PointsDefinitions definitions;

    PointsCommands(FactTransaction facts, CustomerDirectory directory, PointsDefinitions definitions) {
        this.facts = facts;
        this.directory = directory;
        this.definitions = definitions;
    }

    /// What a command does to one account; gives the hold that it is about, if any.
    @FunctionalInterface
    interface Action {
        Uni<Optional<Hold>> on(FactSession session, Ledger ledger);
    }

    /// An action that needs to read nothing more.
    @FunctionalInterface
    interface Simple {
        void on(Ledger ledger);
    }

    /// A command as it was sent: on whose points, what for, and whether it is only tried.
    record Sent(
            String customer,
            String verb,
            Object input,
            @Nullable Boolean dryRun) {
        private <A> Command<A> command(Class<A> answer) {
            var caller = Caller.with(Scope.POINTS_WRITE);
            return new Command<>(caller, "customers/" + customer + "/points/" + verb, input, answer);
        }

        boolean isDryRun() {
            return Boolean.TRUE.equals(dryRun);
        }
    }

    /// Refuses a caller who may not write points, before anything is looked at.
    static void requireScope() {
        Caller.current().requireScope(Scope.POINTS_WRITE);
    }

    Uni<PointsChange> run(Sent sent, Simple action) {
        return run(sent, (session, ledger) -> {
            action.on(ledger);
            return Uni.createFrom().item(Optional.empty());
        });
    }

    Uni<PointsChange> run(Sent sent, Action action) {
        return write(
                sent,
                PointsChange.class,
                session -> lock(session, List.of(sent.customer()))
                        .map(ids -> known(ids, sent.customer()))
                        .chain(id -> PartialAccount.orWhole(lots -> run(session, sent, id, lots, action))));
    }

    private Uni<Answer<PointsChange>> run(
            FactSession session, Sent sent, UUID id, @Nullable Integer lots, Action action) {
        return load(session, List.of(id), lots)
                .map(ledgers -> of(ledgers, id))
                .chain(ledger -> action.on(session, ledger)
                        .invoke(hold -> save(session, List.of(ledger)))
                        .map(hold -> changes -> PointsChange.of(ledger, hold, sent.isDryRun(), changes)));
    }

    <A> Uni<A> write(Sent sent, Class<A> answer, FactWork<A> work) {
        var command = sent.command(answer);
        return sent.isDryRun() ? facts.rehearse(command, work) : facts.write(command, work);
    }

    /// Finds and locks customers; who does not exist is missing from the answer.
    Uni<Map<String, UUID>> lock(FactSession session, List<String> references) {
        var named = references.stream()
                .distinct()
                .flatMap(text -> CustomerReference.parse(text).map(reference -> Map.entry(text, reference)).stream())
                .toList();
        return directory
                .lock(session, named.stream().map(Map.Entry::getValue).toList(), Unknown.LEAVE_OUT, List.of())
                .map(found -> {
                    var ids = new HashMap<String, UUID>();
                    named.forEach(entry -> {
                        var id = found.ids().get(entry.getValue());
                        if (id != null) {
                            ids.put(entry.getKey(), id);
                        }
                    });
                    return ids;
                });
    }

    static UUID known(Map<String, UUID> ids, String reference) {
        return Optional.ofNullable(ids.get(reference)).orElseThrow(() -> CustomerResolver.unknown(reference));
    }

    Uni<Map<UUID, Ledger>> load(FactSession session, List<UUID> customers, @Nullable Integer lots) {
        return definitions.of(session).chain(found -> new AccountStore(session).load(found.policy(), customers, lots));
    }

    static Ledger of(Map<UUID, Ledger> ledgers, UUID customer) {
        return Optional.ofNullable(ledgers.get(customer)).orElseThrow();
    }

    /// What an action has done may be due already, such as points given back that have expired meanwhile.
    static void save(FactSession session, List<Ledger> ledgers) {
        ledgers.forEach(Due::bring);
        new AccountStore(session).save(ledgers);
    }
}
