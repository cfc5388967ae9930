package io.kequn.order;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Orders of customers that are deleted or merged. A merged customer's orders and refunds go to the survivor. Those of
/// a deleted one stay for reports, without what could name a person.
@Singleton
class OrderMoves implements CustomerMoves {
    private static final String MOVE_ORDERS = """
        update customer_order set customer_id = $3, version = version + 1, updated_at = $4
        where shop_id = $1 and customer_id = $2\
        """;
    private static final String MOVE_REFUNDS = """
        update order_refund set customer_id = $3 where shop_id = $1 and customer_id = $2\
        """;
    private static final String FORGET_ENTRIES = """
        update order_status_change e set tracking_number = null, reason = null
        from customer_order o
        where e.shop_id = $1 and e.order_id = o.id and o.shop_id = $1 and o.customer_id = $2
          and (e.tracking_number is not null or e.reason is not null)\
        """;
    private static final String FORGET_REFUNDS = """
        update order_refund set reason = null where shop_id = $1 and customer_id = $2 and reason is not null\
        """;
    private static final String KEY = "id";
    private static final String NOTED = MergeParts.keys("customer_order", "uuid");
    private static final String ORDERS_BACK = """
        update customer_order t set customer_id = $3, version = version + 1, updated_at = $5 from <keys> k
        where t.shop_id = $1 and t.id = k.id and t.customer_id = $4\
        """.replace("<keys>", NOTED);
    private static final String REFUNDS_BACK = """
        update order_refund t set customer_id = $3 from <keys> k
        where t.shop_id = $1 and t.order_id = k.id and t.customer_id = $4 and exists (
          select from customer_order o where o.shop_id = $1 and o.id = k.id and o.customer_id = $3)\
        """.replace("<keys>", NOTED);

    /// Questions about the past would not find them.
    private static final String LEFT = "update customer set orders_left_at = $3 where shop_id = $1 and id = $2";
    private static final String ORDERS =
            "(select count(*) from customer_order t where t.shop_id = $1 and t.customer_id = w.id)";
    private static final String REFUNDS =
            "(select count(*) from order_refund t where t.shop_id = $1 and t.customer_id = w.id)";

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        int shop = session.shop().id();
        return Sql.pipelined(List.of(
                        session.query(FORGET_ENTRIES, shop, customer), session.query(FORGET_REFUNDS, shop, customer)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        int shop = session.shop().id();
        MergeParts.noteKeys(session, merger, "customer_order", KEY);
        MergeParts.noteKeys(session, merger, "order_refund", KEY);
        return Sql.pipelined(List.of(
                        session.query(MOVE_ORDERS, shop, merger.from(), merger.into(), session.now()),
                        session.query(MOVE_REFUNDS, shop, merger.from(), merger.into()),
                        OrderTotals.recompute(session, List.of(merger.into()))))
                .replaceWithVoid();
    }

    /// An order that goes back takes what has been refunded of it since along.
    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        int shop = session.shop().id();
        MergeParts.giveBack(session, merger, "order_refund", KEY, "uuid");
        session.send(ORDERS_BACK, shop, merger.id(), merger.from(), merger.into(), session.now());
        session.send(REFUNDS_BACK, shop, merger.id(), merger.from(), merger.into());
        session.send(LEFT, shop, merger.into(), session.now());
        return OrderTotals.recompute(session, List.of(merger.from(), merger.into()))
                .replaceWithVoid();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("orders", ORDERS, "refunds", REFUNDS);
    }
}
