package io.kequn.order;

import io.kequn.platform.database.PersonTable;
import io.kequn.platform.database.PersonTables;
import jakarta.inject.Singleton;
import java.util.List;

/// The orders and refunds of persons. Who is erased leaves no totals either.
@Singleton
class OrderTables implements PersonTables {
    private static final String ORDERS =
            "select o.id from customer_order o where o.shop_id = $1 and o.customer_id = any($2)";
    private static final String REFUNDS =
            "select r.id from order_refund r where r.shop_id = $1 and r.customer_id = any($2)";

    @Override
    public List<PersonTable> tables() {
        return List.of(
                PersonTable.found("order_refund_line", "t.refund_id in (" + REFUNDS + ")"),
                PersonTable.found("order_line", "t.order_id in (" + ORDERS + ")"),
                PersonTable.found("order_status_change", "t.order_id in (" + ORDERS + ")"),
                PersonTable.of("order_refund"),
                PersonTable.of("customer_order"));
    }
}
