package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.TestShop;
import io.kequn.platform.database.Sql;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;

/// The law of conservation: an account is the sum of its lots and the sum of its entries, every entry and every
/// lot is the sum of what the entries have done to lots, and the numbers of a ledger have no gap. One statement
/// finds whatever breaks it.
public final class PointsLaw {
    /// Of the shop with the key `$1`; empty where all is well.
    public static final String BROKEN = """
        with shop as (select id from shop where key = $1),
        lots as (
          select customer_id, sum(remaining) balance, sum(pending) pending, sum(held) frozen
          from points_lot where shop_id = (select id from shop) group by customer_id),
        entries as (
          select customer_id, sum(points) balance, sum(pending) pending, sum(frozen) frozen
          from points_entry where shop_id = (select id from shop) group by customer_id),
        of_lot as (
          select lot_id, sum(points) points, sum(pending) pending, sum(frozen) frozen
          from points_allocation where shop_id = (select id from shop) group by lot_id),
        of_entry as (
          select entry_id, sum(points) points, sum(pending) pending, sum(frozen) frozen
          from points_allocation where shop_id = (select id from shop) group by entry_id),
        steps as (
          select id, number, balance_after, points, at, row_number() over ledger place,
            coalesce(lag(balance_after) over ledger, 0) before, lag(at) over ledger earlier
          from points_entry where shop_id = (select id from shop)
          window ledger as (partition by ledger_id order by number)),
        holds as (
          select customer_id, sum(points) frozen from points_hold
          where shop_id = (select id from shop) and state = 'held' group by customer_id)
        select 'account ' || a.customer_id || ' is not its lots' broken
        from points_account a left join lots l using (customer_id)
        where a.shop_id = (select id from shop) and (a.balance, a.pending, a.frozen) is distinct from
          (coalesce(l.balance, 0), coalesce(l.pending, 0), coalesce(l.frozen, 0))
        union all
        select 'account ' || a.customer_id || ' is not its entries'
        from points_account a left join entries e using (customer_id)
        where a.shop_id = (select id from shop) and (a.balance, a.pending, a.frozen) is distinct from
          (coalesce(e.balance, 0), coalesce(e.pending, 0), coalesce(e.frozen, 0))
        union all
        select 'account ' || a.customer_id || ' is not its holds'
        from points_account a left join holds h using (customer_id)
        where a.shop_id = (select id from shop) and a.frozen is distinct from coalesce(h.frozen, 0)
        union all
        select 'lots of ' || l.customer_id || ' have no account'
        from lots l left join points_account a on a.shop_id = (select id from shop) and a.customer_id = l.customer_id
        where a.customer_id is null and (l.balance, l.pending) is distinct from (0, 0)
        union all
        select 'lot ' || l.id || ' is not its allocations'
        from points_lot l left join of_lot x on x.lot_id = l.id
        where l.shop_id = (select id from shop) and (l.remaining, l.pending, l.held) is distinct from
          (coalesce(x.points, 0), coalesce(x.pending, 0), coalesce(x.frozen, 0))
        union all
        select 'entry ' || e.id || ' is not its allocations'
        from points_entry e left join of_entry x on x.entry_id = e.id
        where e.shop_id = (select id from shop) and (e.points, e.pending, e.frozen) is distinct from
          (coalesce(x.points, 0), coalesce(x.pending, 0), coalesce(x.frozen, 0))
        union all
        select 'entry ' || id || ' does not follow' from steps
        where number <> place or balance_after <> before + points or at < earlier
        union all
        select 'entry ' || e.id || ' is taken back twice' from points_entry e
        where e.shop_id = (select id from shop) and e.amount < (
          select coalesce(sum(r.amount), 0) from points_entry r
          where r.shop_id = e.shop_id and r.reverses = e.id and r.kind = 'restore')
        union all
        select 'customer ' || c.id || ' is told otherwise' from customer c
        left join points_account a on a.shop_id = c.shop_id and a.customer_id = c.id
        where c.shop_id = (select id from shop)
          and (c.points_balance, c.points_expiring) is distinct from (coalesce(a.balance, 0), coalesce(a.expiring, 0))
        limit 20\
        """;

    private PointsLaw() {}

    /// Holds whatever the shop's policy is; balances below zero only where that allows them.
    static void requireHeld(Pool pool, TestShop shop) {
        List<String> broken = pool.withTransaction(connection -> connection
                        .preparedQuery("select id from shop where key = $1")
                        .execute(Sql.tuple(shop.key()))
                        .map(rows -> rows.iterator().next().getInteger("id"))
                        .chain(id ->
                                connection.query("set local app.shop = " + id).execute())
                        .chain(() -> connection.preparedQuery(BROKEN).execute(Sql.tuple(shop.key())))
                        .map(rows -> Sql.list(rows, row -> row.getString("broken"))))
                .await()
                .indefinitely();

        assertThat(broken).isEmpty();
    }
}
