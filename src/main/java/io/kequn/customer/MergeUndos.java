package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.MERGER_NOT_FOUND;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.feed.Change;
import io.kequn.feed.Change.Kind;
import io.kequn.feed.Change.Operation;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.database.Facts;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Ids;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Undoes mergers. Both customers become what they would be had they never been merged: what belonged to the
/// one that was merged goes back, its profile as it was, and what the survivor had taken from it and nobody has
/// changed since goes with it. What came since stays with the survivor, but for refunds and statuses of orders
/// that go back and what time has done to their points. What rules decide is evaluated anew for both in the
/// same transaction. Where that can't be right, nothing is done.
@Singleton
public class MergeUndos {
    private final FactTransaction facts;
    private final List<CustomerMoves> moves;

    MergeUndos(FactTransaction facts, @All List<CustomerMoves> moves) {
        this.facts = facts;
        this.moves = List.copyOf(moves);
    }

    /// Refuses with `customer_not_found`, `merger_not_found` or, saying why, `state_conflict`. `expected` is about the
    /// survivor.
    public Uni<UnmergedCustomers> undo(
            String reference, String merger, @Nullable MergeUndo spec, ExpectedVersion expected) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        var named = CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
        var id = Ids.parse(merger).orElseThrow(() -> unknown(merger));
        var route = "customers/" + reference + "/merges/" + id + "/undo";
        var command = new Command<>(caller, route, spec, UnmergedCustomers.class);
        FactWork<UnmergedCustomers> work = session -> IdentityClaims.resolve(session, named)
                .map(found -> found.orElseThrow(() -> CustomerReads.unknown(reference)))
                .chain(customer -> MergeStore.find(session, id, customer))
                .map(found -> found.orElseThrow(() -> unknown(merger)))
                .chain(found -> undo(session, found.merger(), expected));
        return spec != null && Boolean.TRUE.equals(spec.dryRun())
                ? facts.rehearse(command, work)
                : facts.write(command, "merge", work);
    }

    private static Refusal unknown(String merger) {
        return MERGER_NOT_FOUND.because(
                "The customer has no merger `" + merger
                        + "`; `GET /v1/customers/{customer}/merges` lists them. What was"
                        + " merged before mergers could be undone is not in it and can't be undone.",
                "该客户没有合并记录 `" + merger + "`；请用 `GET /v1/customers/{customer}/merges` 查看。支持撤销之前的合并不在其中，也无法撤销。");
    }

    private Uni<Answer<UnmergedCustomers>> undo(FactSession session, Merger merger, ExpectedVersion expected) {
        var both = List.of(merger.from(), merger.into());
        return session.lock(both)
                .chain(() -> UndoChecks.check(session, merger))
                .chain(() -> CustomerErasures.refuseWaiting(session, both))
                .invoke(() -> MergeStore.separate(session, merger))
                .chain(() -> Unmerging.giveBack(session, merger, expected, () -> moveBack(session, merger)))
                .invoke(changed -> ChangeLog.append(session, changes(merger, changed)))
                .invoke(() -> AuditLog.add(session, AuditNote.unmerged(merger.from(), merger.into())))
                .invoke(() -> session.changed(both, Facts.EVERYTHING))
                .invoke(() -> MergeStore.end(session, merger))
                .chain(() -> answer(session, merger))
                .map(answer -> MergeChanges.UNDONE.endBefore(session, merger, answer));
    }

    private Uni<Void> moveBack(FactSession session, Merger merger) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var move : moves) {
            all = all.chain(() -> move.moveBack(session, merger));
        }
        return all;
    }

    /// `from` is there again for whoever had dropped it.
    private static List<Change> changes(Merger merger, List<String> lost) {
        var detail = new JsonObject().put("from", merger.into());
        var changed = new JsonObject()
                .put(
                        "changed",
                        new JsonArray(Stream.concat(lost.stream(), Stream.of("identities"))
                                .toList()));
        return List.of(
                new Change(merger.from(), Kind.MERGED, null, Operation.ADDED, null, detail),
                Change.profile(merger.from(), Operation.UPDATED, new JsonObject().put("changed", new JsonArray())),
                Change.profile(merger.into(), Operation.UPDATED, changed));
    }

    private static Uni<Answer<UnmergedCustomers>> answer(FactSession session, Merger merger) {
        return CustomerReads.inside(session, merger.into())
                .chain(customer -> CustomerReads.inside(session, merger.from())
                        .chain(restored -> MergeStore.find(session, merger.id(), merger.into())
                                .map(found -> changes ->
                                        new UnmergedCustomers(customer, restored, found.orElseThrow(), changes))));
    }
}
