package io.kequn.customer;

import io.kequn.audit.AuditLog;
import io.kequn.audit.AuditNote;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork.Answer;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Deletes persons. What tells of the person goes, with its identities, tags, events, memberships and earlier
/// values; the row and its orders stay without a name, so that reports keep their totals.
@Singleton
public class CustomerDeletions {
    private static final int DELETED = 2;
    private static final String FREE_IDENTITIES =
            "delete from customer_identity where shop_id = $1 and customer_id = $2";

    /// Those merged into it were the same person.
    private static final String FORGET = """
        delete from customer_attribute_history where shop_id = $1 and customer_id = any(
          array(select id from customer where shop_id = $1 and merged_into = $2) || $2::uuid)\
        """;
    private static final String FORGET_CONSENTS =
            "delete from customer_consent where shop_id = $1 and customer_id = $2";
    private static final String FORGET_SINCE =
            "update customer set attribute_since = '{}' where shop_id = $1 and id = $2";

    private final FactTransaction facts;
    private final List<CustomerMoves> moves;

    CustomerDeletions(FactTransaction facts, @All List<CustomerMoves> moves) {
        this.facts = facts;
        this.moves = List.copyOf(moves);
    }

    /// Deletes the customer; the id of a merged one names the survivor. Refuses with `customer_not_found` what is
    /// deleted already.
    public Uni<CustomerDeletion> delete(String reference, ExpectedVersion expected) {
        var caller = Caller.with(Scope.CUSTOMERS_WRITE);
        var named = CustomerReference.parse(reference).orElseThrow(() -> CustomerReads.unknown(reference));
        var command = new Command<>(caller, "customers/" + reference + "/delete", null, CustomerDeletion.class);
        return facts.write(
                command,
                "erase",
                session -> CustomerService.lockKnown(session, reference, named)
                        .chain(id -> delete(session, id, expected)));
    }

    private Uni<Answer<CustomerDeletion>> delete(FactSession session, UUID id, ExpectedVersion expected) {
        return ProfileStore.load(session, List.of(id))
                .invoke(rows -> rows.forEach(row -> expected.check(row.version())))
                .call(() -> note(session, id))
                .chain(rows -> remove(session, id, rows))
                .map(done -> changes -> new CustomerDeletion(id, changes));
    }

    /// Under each id by which the person was known.
    private static Uni<List<UUID>> note(FactSession session, UUID id) {
        return CustomerErasures.person(session, id)
                .invoke(person -> AuditLog.add(session, AuditNote.deleted(id, person)));
    }

    /// Deletes the locked customer.
    Uni<Void> remove(FactSession session, UUID id) {
        return ProfileStore.load(session, List.of(id)).chain(rows -> remove(session, id, rows));
    }

    private Uni<Void> remove(FactSession session, UUID id, List<CustomerRow> rows) {
        return Uni.createFrom()
                .voidItem()
                .call(() -> removeAll(session, id))
                .call(() -> session.query(FREE_IDENTITIES, session.shop().id(), id))
                .invoke(() -> clear(session, rows))
                .chain(() -> forget(session, id));
    }

    private static void clear(FactSession session, List<CustomerRow> rows) {
        rows.forEach(row -> row.clear(session.at()));
        ProfileStore.save(session, rows, 1, DELETED);
    }

    private static Uni<Void> forget(FactSession session, UUID id) {
        var erased = new Change(id, Change.Kind.ERASED, null, Change.Operation.REMOVED, null, null);
        return session.query(FORGET, session.shop().id(), id)
                .chain(() -> session.query(FORGET_CONSENTS, session.shop().id(), id))
                .chain(() -> forgetMergers(session, id))
                .chain(() -> session.query(FORGET_SINCE, session.shop().id(), id))
                .invoke(() -> ChangeLog.append(session, List.of(erased)))
                .replaceWithVoid();
    }

    private static Uni<Void> forgetMergers(FactSession session, UUID id) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var statement : CustomerTables.FORGET_MERGERS) {
            all = all.call(() -> session.query(statement, session.shop().id(), new UUID[] {id}));
        }
        return all;
    }

    private Uni<Void> removeAll(FactSession session, UUID id) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var move : moves) {
            all = all.chain(() -> move.removeAll(session, id));
        }
        return all;
    }
}
