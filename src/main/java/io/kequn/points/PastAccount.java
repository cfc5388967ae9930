package io.kequn.points;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;

/// How accounts as they were are read: from the ledger alone, whose rows are only ever added. What time had
/// done by then is in it or done anew, whenever it was written; later entries are not looked at.
final class PastAccount {
    /// The accounts of the customers `$2` of the shop `$1` at the instant `$3`, one row for each that had one.
    /// Whoever had been merged by then, and was not undone, had the survivor's; a ledger goes on counting
    /// what the merged ones did.
    /// An entry counts as activity unless it only adds to what an order has earned before.
    static final String OF_CUSTOMERS = """
        with recursive owner (asked, id, step) as (
          select w.id, w.id, 0 from (select distinct unnest($2::uuid[]) id) w
          union all
          select o.asked, (h.detail ->> 'into')::uuid, o.step + 1
          from owner o join change h on h.shop_id = $1 and h.customer_id = o.id and h.kind = 'merged'
            and h.operation = 'removed' and h.at <= $3 and not exists (
              select from change u where u.shop_id = $1 and u.customer_id = o.id and u.kind = 'merged'
                and u.operation = 'added' and u.id > h.id and u.at <= $3)
        ), whose as (
          select distinct on (asked) asked, id from owner order by asked, step desc
        ), part (asked, id) as (
          select asked, id from whose
          union
          select p.asked, e.other_customer
          from part p join points_entry e on e.shop_id = $1 and e.ledger_id = p.id and e.kind = 'merge' and e.at <= $3
          where not exists (
            select from customer_merge m where m.shop_id = $1 and m.merged_at = e.at and m.undone_at <= $3
              and (m.customer_id, m.merged_id) in ((p.id, e.other_customer), (e.other_customer, p.id)))
        )
        select whose.asked, whose.id, own.balance, own.pending, own.frozen, 0::bigint expiring, own.last_number,
          ever.*, (
            select json_agg(json_build_object('lot', to_json(l), 'points', m.points, 'pending', m.pending,
              'frozen', m.frozen))
            from (
              select x.lot_id, sum(x.points) points, sum(x.pending) pending, sum(x.frozen) frozen
              from points_entry e join points_allocation x on x.shop_id = $1 and x.entry_id = e.id
              where e.shop_id = $1 and e.ledger_id = whose.id and e.at <= $3
              group by x.lot_id
              having sum(x.points) <> 0 or sum(x.pending) <> 0) m
            join points_lot l on l.shop_id = $1 and l.id = m.lot_id) lots, (
            select json_agg(json_build_object('hold', to_jsonb(h) || '{"state": "held", "consumed": 0, "ended_at": null}',
              'parts', (
                select json_agg(json_build_array(x.lot_id, x.frozen)) from points_allocation x
                where x.shop_id = $1 and x.entry_id = h.entry_id)))
            from part p join points_entry e on e.shop_id = $1 and e.ledger_id = p.id and e.kind = 'freeze' and e.at <= $3
            join points_hold h on h.shop_id = $1 and h.id = e.hold_id and (h.ended_at is null or h.ended_at > $3)
            where p.asked = whose.asked) holds
        from whose cross join lateral (
          select sum(e.points)::bigint balance, sum(e.pending)::bigint pending, sum(e.frozen)::bigint frozen,
            max(e.number) last_number
          from points_entry e where e.shop_id = $1 and e.ledger_id = whose.id and e.at <= $3) own
        cross join lateral (
          select
            (coalesce(sum(e.amount) filter (where e.kind = 'earn'), 0)
              - coalesce(sum(e.amount) filter (where e.kind = 'reverse' and r.kind = 'earn'), 0))::bigint earned,
            (coalesce(sum(e.amount) filter (where e.kind in ('redeem', 'consume')), 0)
              - coalesce(sum(e.amount) filter (where e.kind = 'restore' and r.kind <> 'adjust'), 0))::bigint redeemed,
            max(e.at) filter (where e.kind in ('redeem', 'consume') or e.kind = 'earn' and exists (
              select from points_allocation x join points_lot l on l.shop_id = $1 and l.id = x.lot_id
              where x.shop_id = $1 and x.entry_id = e.id and l.entry_id = e.id)) last_activity,
            max(e.slides_until) slides_until
          from part p join points_entry e on e.shop_id = $1 and e.ledger_id = p.id and e.at <= $3
          left join points_entry r on r.shop_id = $1 and r.id = e.reverses
          where p.asked = whose.asked) ever
        where own.last_number is not null\
        """;

    private PastAccount() {}

    /// Brought to that instant, as every reader has it.
    static Ledger ledger(Row row, ZoneId zone, Instant at) {
        var ledger = new Ledger(row.getUUID("id"), PointsPolicy.reading(zone), at, AccountRow.account(row), null);
        AccountRow.each(row.getJsonArray("lots"), found -> ledger.know(lot(found)));
        AccountRow.each(row.getJsonArray("holds"), hold -> ledger.know(HoldRow.hold(hold)));
        Due.bring(ledger);
        return ledger;
    }

    static Ledger empty(UUID customer, ZoneId zone, Instant at) {
        return new Ledger(customer, PointsPolicy.reading(zone), at, new Account(), null);
    }

    /// Where it comes from never changes, nor does its own expiry; its points were where the entries had put them.
    private static Lot lot(JsonObject found) {
        var now = LotRow.lot(Objects.requireNonNull(found.getJsonObject("lot")));
        var sums = new Lot.Sums(
                now.points, found.getLong("pending"), found.getLong("points"), found.getLong("frozen"), 0, null, 0);
        return new Lot(now.id, now.origin, now.ownExpiry, sums);
    }
}
