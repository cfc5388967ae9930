package io.kequn.points;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.Merger;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The points of customers that are deleted or merged. Those of a deleted one go with the person. A merged
/// one's lots, holds and entries become the survivor's; what went over is an entry on both sides.
@Singleton
class PointsMoves implements CustomerMoves {
    private static final String REMOVE_ALLOCATIONS = """
        delete from points_allocation x using points_entry e
        where x.shop_id = $1 and e.shop_id = $1 and e.customer_id = $2 and x.entry_id = e.id\
        """;
    private static final List<String> REMOVE = List.of(
            REMOVE_ALLOCATIONS,
            "delete from points_entry where shop_id = $1 and customer_id = $2",
            "delete from points_hold where shop_id = $1 and customer_id = $2",
            "delete from points_lot where shop_id = $1 and customer_id = $2");

    /// Where both have earned by the same, such as a birthday, the survivor's keeps its name.
    private static final String RENAME = """
        update points_lot l set subject = l.subject || '/' || l.id
        where l.shop_id = $1 and l.customer_id = $2 and l.subject is not null and exists (
          select from points_lot k
          where k.shop_id = $1 and k.customer_id = $3 and k.subject = l.subject and k.rule_key = l.rule_key)\
        """;
    private static final List<String> MOVE = List.of(
            "update points_entry set customer_id = $3 where shop_id = $1 and customer_id = $2",
            "update points_hold set customer_id = $3 where shop_id = $1 and customer_id = $2",
            "update points_lot set customer_id = $3 where shop_id = $1 and customer_id = $2");
    private static final String CLOSE = "delete from points_account where shop_id = $1 and customer_id = $2";
    private static final String FORGET =
            "update customer set points_balance = 0, points_expiring = 0 where shop_id = $1 and id = $2";
    private static final String POINTS = """
        (select json_build_object('balance', coalesce(sum(a.balance), 0), 'pending', coalesce(sum(a.pending), 0),
           'frozen', coalesce(sum(a.frozen), 0))
         from points_account a where a.shop_id = $1 and a.customer_id = w.id)\
        """;

    private final PointsDefinitions definitions;

    PointsMoves(PointsDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        int shop = session.shop().id();
        REMOVE.forEach(statement -> session.send(statement, shop, customer));
        close(session, customer);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        return load(session, merger)
                .invoke(ledgers -> merge(
                        session,
                        merger,
                        PointsCommands.of(ledgers, merger.from()),
                        PointsCommands.of(ledgers, merger.into())))
                .replaceWithVoid();
    }

    private Uni<Map<UUID, Ledger>> load(FactSession session, Merger merger) {
        var both = List.of(merger.from(), merger.into());
        return definitions
                .of(session)
                .chain(found -> new AccountStore(session).load(found.policy(), both, AccountRow.ALL));
    }

    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        return PointsReturns.read(session, merger)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : load(session, merger)
                                .invoke(ledgers -> found.get().giveBack(session, merger, ledgers))
                                .replaceWithVoid());
    }

    private static void merge(FactSession session, Merger merger, Ledger from, Ledger into) {
        if (from.account.lastNumber == 0) {
            return;
        }
        int shop = session.shop().id();
        PointsReturns.noteBefore(session, merger);
        session.send(RENAME, shop, from.customer, into.customer);
        Merging.merge(from, into);
        new EntryStore(session).write(List.of(from));
        PointsReturns.noteEntries(session, merger);
        PointsCommands.save(session, List.of(into));
        MOVE.forEach(statement -> session.send(statement, shop, from.customer, into.customer));
        close(session, from.customer);
    }

    private static void close(FactSession session, UUID customer) {
        session.send(CLOSE, session.shop().id(), customer);
        session.send(FORGET, session.shop().id(), customer);
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("points", POINTS);
    }
}
