package io.kequn.order;

import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;

/// The totals on the customer's row, computed anew from the customer's own orders, so that no replay or
/// correction can let them drift. One statement for all customers of a batch, begun after their locks: as part
/// of the locking statement it would see the orders of before the wait.
public final class OrderTotals {
    /// The totals of each customer `wanted.id` of the shop `$1`, named as their columns. One scan of the
    /// covering index gives all but the median. The median is that of the latest thousand gaps, so that an
    /// order of a customer with 100,000 orders needs no sort of all of them; the index has them in order. The
    /// two middle gaps, in microseconds, give it exactly; the second fraction names the upper one where there
    /// are two. Numbers sort faster than intervals. Each customer is looked up, so that one plan is right for
    /// one customer and for a thousand.
    private static final String COMPUTE = """
        select wanted.id, every.orders number_of_orders, every.spent - standalone.alone amount_spent,
          every.refunded + standalone.alone refunded_amount,
          round(every.spent::numeric / nullif(every.orders, 0)) average_order_value,
          every.first_at first_order_date, every.last_at last_order_date,
          trim_scale((gaps.middle[1]::numeric + gaps.middle[2]::numeric) / 172800000000) days_between_orders
        from wanted
        cross join lateral (
          select count(*) filter (where counts)::int orders,
            coalesce(sum(amount) filter (where counts), 0)::bigint spent,
            coalesce(sum(refunded) filter (where not test), 0)::bigint refunded,
            min(placed_at) filter (where counts) first_at,
            max(placed_at) filter (where counts) last_at
          from customer_order where shop_id = $1 and customer_id = wanted.id
        ) every
        cross join lateral (
          select percentile_disc(array[0.5, 0.500000001]) within group (order by gap) middle
          from (
            select (date_part('epoch', lag(placed_at) over (order by placed_at desc) - placed_at) * 1000000)::bigint gap
            from customer_order where shop_id = $1 and customer_id = wanted.id and counts
            order by placed_at desc limit 1001
          ) latest
        ) gaps
        cross join lateral (
          select coalesce(sum(amount), 0)::bigint alone
          from order_refund where shop_id = $1 and customer_id = wanted.id and order_id is null
        ) standalone\
        """;

    private static final String RECOMPUTE = """
        update customer c set
          number_of_orders = t.number_of_orders,
          amount_spent = t.amount_spent,
          refunded_amount = t.refunded_amount,
          average_order_value = t.average_order_value,
          first_order_date = t.first_order_date,
          last_order_date = t.last_order_date,
          days_between_orders = t.days_between_orders,
          version = c.version + 1,
          updated_at = $3
        from (%s) t
        where c.shop_id = $1 and c.id = t.id and c.state = 0\
        """.formatted(of("unnest($2::uuid[]) as wanted (id)"));

    private OrderTotals() {}

    /// The select of totals, named as the columns of the customer, over the `id`s of `wanted`; `$1` is the shop.
    public static String of(String wanted) {
        return COMPUTE.replace("from wanted\n", "from " + wanted + "\n");
    }

    /// Computes the totals of these customers, who are locked. Nothing becomes of those that are deleted.
    public static Uni<RowSet<Row>> recompute(FactSession session, Collection<UUID> customers) {
        return session.query(
                RECOMPUTE, session.shop().id(), new TreeSet<>(customers).toArray(UUID[]::new), session.now());
    }
}
