package io.kequn.order;

import io.kequn.customer.CustomerMoves;
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
    public Uni<Void> moveAll(FactSession session, UUID from, UUID into) {
        int shop = session.shop().id();
        return Sql.pipelined(List.of(
                        session.query(MOVE_ORDERS, shop, from, into, session.now()),
                        session.query(MOVE_REFUNDS, shop, from, into),
                        OrderTotals.recompute(session, List.of(into))))
                .replaceWithVoid();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("orders", ORDERS, "refunds", REFUNDS);
    }
}
