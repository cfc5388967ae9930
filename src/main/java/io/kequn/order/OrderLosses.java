package io.kequn.order;

import io.kequn.platform.database.FactSession;
import java.util.Collection;
import java.util.UUID;

/// Dates when customers lost an order that was sent anew as another customer's, so that the past can tell what it
/// does not know.
final class OrderLosses {
    private static final String DATE = "update customer set orders_left_at = $2 where shop_id = $1 and id = any($3)";

    private OrderLosses() {}

    /// Sends nothing where no order has moved. The customers are locked.
    static void date(FactSession session, Collection<OrderState> orders) {
        var former = orders.stream()
                .flatMap(order -> order.changes.formerCustomers.stream())
                .distinct()
                .toArray(UUID[]::new);
        if (former.length > 0) {
            session.send(DATE, session.shop().id(), session.now(), former);
        }
    }
}
