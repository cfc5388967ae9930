package io.kequn.customer;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.customer.CustomerDirectory.Unknown;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Kind;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Merges two customers that are one person. The survivor gets the other's identities, orders, refunds, events
/// and tags, keeps its own attributes and takes the other's where it has none; of what both have said about a consent
/// counts what was said later. The other's id leads to the survivor from then on.
@Singleton
public class CustomerMerges {
    /// Whoever was merged into `from` before is merged into the same survivor: nobody follows two steps.
    private static final String POINT_TO_SURVIVOR = """
        update customer set merged_into = $3 where shop_id = $1 and (id = $2 or merged_into = $2)\
        """;

    private final FactTransaction facts;
    private final CustomerDirectory directory;
    private final MergeFigures figures;
    private final MergeSettings settings;
    private final List<CustomerMoves> moves;

    CustomerMerges(
            FactTransaction facts,
            CustomerDirectory directory,
            MergeFigures figures,
            MergeSettings settings,
            @All List<CustomerMoves> moves) {
        this.facts = facts;
        this.directory = directory;
        this.figures = figures;
        this.settings = settings;
        this.moves = List.copyOf(moves);
    }

    /// Merges; an id that was merged into the other before leaves nothing to do, and two names of one customer are
    /// refused. `expected` is about the customer that `reference` names.
    public Uni<MergedCustomer> merge(String reference, MergeSpec spec, ExpectedVersion expected) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        var pair = MergePair.of(reference, spec, expected);
        var command = new Command<>(caller, "customers/" + reference + "/merge", spec, MergedCustomer.class);
        return pair.dryRun()
                ? facts.rehearse(command, session -> merge(session, pair))
                : facts.write(command, "merge", session -> merge(session, pair));
    }

    private Uni<Answer<MergedCustomer>> merge(FactSession session, MergePair pair) {
        return directory
                .lock(session, List.of(pair.source(), pair.target()), Unknown.LEAVE_OUT, List.of())
                .chain(found -> {
                    var from = known(found.ids().get(pair.source()), pair.from());
                    var into = known(found.ids().get(pair.target()), pair.into());
                    return from.equals(into) ? again(session, pair, into) : merge(session, from, into, pair);
                });
    }

    private static Uni<Answer<MergedCustomer>> again(FactSession session, MergePair pair, UUID customer) {
        pair.refuseSame(customer);
        return CustomerReads.inside(session, customer)
                .map(found -> changes -> new MergedCustomer(found, false, changes, null));
    }

    private static UUID known(@Nullable UUID id, String reference) {
        return Optional.ofNullable(id).orElseThrow(() -> CustomerReads.unknown(reference));
    }

    private Uni<Answer<MergedCustomer>> merge(FactSession session, UUID from, UUID into, MergePair pair) {
        return CustomerErasures.refuseWaiting(session, List.of(from, into))
                .chain(() -> MergedProfiles.load(session, from, into))
                .invoke(profiles -> pair.check(profiles.from(), profiles.into()))
                .chain(profiles -> figures.of(session, from, into)
                        .map(before -> MergeNotes.of(profiles, before, settings.mergeUndo(), session.at()))
                        .call(notes -> move(session, profiles, notes)))
                .chain(notes -> done(session, notes).chain(() -> answer(session, notes, pair)));
    }

    private Uni<Void> move(FactSession session, MergedProfiles profiles, MergeNotes notes) {
        MergeStore.begin(session, notes, KeptProfile.of(profiles));
        profiles.merge(session);
        return moveAll(session, notes.merger());
    }

    private static Uni<Void> done(FactSession session, MergeNotes notes) {
        var merger = notes.merger();
        return session.query(POINT_TO_SURVIVOR, session.shop().id(), merger.from(), merger.into())
                .invoke(() -> ChangeLog.append(session, changes(merger.from(), merger.into())))
                .invoke(() -> AuditLog.add(session, AuditNote.merged(merger.from(), merger.into())))
                .invoke(() -> session.changed(List.of(merger.into()), Facts.EVERYTHING))
                .replaceWithVoid();
    }

    private static List<Change> changes(UUID from, UUID into) {
        return List.of(
                new Change(from, Kind.MERGED, null, Operation.REMOVED, null, new JsonObject().put("into", into)),
                new Change(into, Kind.MERGED, null, Operation.UPDATED, null, new JsonObject().put("from", from)));
    }

    private Uni<Void> moveAll(FactSession session, Merger merger) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var move : moves) {
            all = all.chain(() -> move.moveAll(session, merger));
        }
        return all;
    }

    private Uni<Answer<MergedCustomer>> answer(FactSession session, MergeNotes notes, MergePair pair) {
        return CustomerReads.inside(session, notes.merger().into())
                .map(customer -> new Told(session, customer, notes, pair.dryRun()))
                .map(told -> MergeChanges.MERGED.endBefore(session, notes.merger(), told));
    }

    /// What the survivor has is read when the rules have been evaluated.
    private final class Told implements Answer<MergedCustomer> {
        private final FactSession session;
        private final Customer customer;
        private final MergeNotes notes;
        private final boolean dryRun;

        Told(FactSession session, Customer customer, MergeNotes notes, boolean dryRun) {
            this.session = session;
            this.customer = customer;
            this.notes = notes;
            this.dryRun = dryRun;
        }

        @Override
        public MergedCustomer with(List<MembershipChange> changes) {
            return new MergedCustomer(customer, false, changes, null);
        }

        @Override
        public Uni<MergedCustomer> after(List<MembershipChange> changes) {
            return figures.of(session, customer.id())
                    .map(sides -> notes.report(session.caller(), sides, dryRun))
                    .map(report -> new MergedCustomer(customer, false, changes, report));
        }
    }
}
