package io.kequn.points;

import io.kequn.order.OrderMove;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.points.Reversal.Spent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// Gives back what was redeemed on an order that is cancelled or refunded in full.
final class SpentOnOrders {
    private static final String SELECT = """
        select e.id, e.customer_id, e.reference, e.amount - (
          select coalesce(sum(r.amount), 0)::bigint from points_entry r where r.shop_id = $1 and r.reverses = e.id
        ) points
        from points_entry e
        where e.shop_id = $1 and e.customer_id = any($2) and e.reference = any($3)
          and e.kind in ('redeem', 'consume') and e.reference is not null
        order by e.customer_id, e.number\
        """;

    private SpentOnOrders() {}

    private record Redeemed(UUID entry, UUID customer, String reference, long points) {
        static Redeemed of(Row row) {
            return new Redeemed(
                    row.getUUID("id"), row.getUUID("customer_id"), row.getString("reference"), row.getLong("points"));
        }
    }

    /// The order is named by its own id or by that of its source. Those who redeemed are locked where the order is
    /// theirs; what somebody else has redeemed on it is not touched.
    static Uni<Void> giveBack(FactSession session, Map<UUID, Ledger> ledgers, List<OrderMove> moves) {
        var names = moves.stream()
                .filter(SpentOnOrders::isGone)
                .flatMap(move -> Stream.of(move.reference(), move.id().toString()))
                .toArray(String[]::new);
        if (names.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return session.query(SELECT, session.shop().id(), ledgers.keySet().toArray(UUID[]::new), names)
                .map(rows -> Sql.list(rows, Redeemed::of).stream()
                        .filter(redeemed -> redeemed.points() > 0)
                        .toList())
                .chain(all -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(redeemed -> giveBack(session, ledgers, redeemed))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private static boolean isGone(OrderMove move) {
        var before = move.before();
        return !move.now().counts() && (before == null || before.counts());
    }

    private static Uni<PointsEntry> giveBack(FactSession session, Map<UUID, Ledger> ledgers, Redeemed redeemed) {
        var ledger = Objects.requireNonNull(ledgers.get(redeemed.customer()));
        return EntryLots.of(session, redeemed.entry()).map(parts -> {
            var spent = parts.stream()
                    .filter(part -> part.points() < 0)
                    .map(part -> new Spent(ledger.know(part.lot()), -part.points()))
                    .toList();
            ledger.account.redeemed -= redeemed.points();
            var why = Why.of(PointsTrigger.ORDER, redeemed.reference()).reversing(redeemed.entry());
            return Reversal.restore(ledger, spent, redeemed.points(), why);
        });
    }
}
