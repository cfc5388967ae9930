package io.kequn.timetravel;

import io.kequn.order.OrderTotals;

/// The facts of one customer as they were at an instant, in the shape of the tables that hold them now: queries
/// with the tables' own names stand before a select, so that whatever rules compile to reads the past, and
/// nothing is written or locked for it. `known` is one row that says which of the facts can be told.
public final class PastFacts {
    /// Begins a statement. `$1` the shop, `$2` the customer who is there now, `$4` the instant, `$5` the customer
    /// asked for, who may have been merged into that one since. `known.whom` is whose memberships count, in
    /// `held`; the facts are those of `$2`.
    ///
    /// - `recorded`: the service knew the customer
    /// - `another`: the one asked for was merged into `$2` since, and was another customer then
    /// - `merged`: somebody was merged into the customer since, or was one with it then;
    ///   orders and events of the two cannot be told apart
    /// - `orders_changed`: an order of then was sent anew with other contents, or as somebody else's
    /// - `paid_since`: an order of then was paid, which says its method
    /// - `tags_lost`: a tag of then is no more
    /// - `changed_since`: something about the customer itself has changed
    public static final String WITH = """
        with whom as materialized (
          select case when $5::uuid <> $2::uuid and coalesce((
            select h.operation from change h where h.shop_id = $1::int and h.customer_id = $5::uuid and h.kind = 'merged'
              and h.operation <> 'updated' and h.at <= $4::timestamptz order by h.id desc limit 1), '') <> 'removed' then $5::uuid else $2::uuid end id
        ), who as materialized (
          select w.id asked, w.id from (select whom.id from whom union select $2::uuid) w (id)
        ), <held>, known as materialized (
          select whom.id whom, c.recorded_at <= $4 recorded, c.updated_at > $4 changed_since,
            whom.id <> $2 another,
            exists (
              select from change h where h.shop_id = $1 and h.customer_id = $2 and h.kind = 'merged'
                and h.operation = 'updated' and h.at > $4)
              or exists (
                select from customer_merge m where m.shop_id = $1 and $2 in (m.customer_id, m.merged_id)
                  and m.merged_at <= $4 and m.undone_at > $4) merged,
            exists (
              select from held h where h.customer_id = $2 and h.kind = 'tag'
                and not exists (select from tag t where t.shop_id = $1 and t.id = h.subject)) tags_lost,
            coalesce(c.orders_left_at > $4, false) or exists (
              select from customer_order o where o.shop_id = $1 and o.customer_id = $2 and o.recorded_at <= $4
                and coalesce(o.content_at, o.updated_at) > $4) orders_changed,
            exists (
              select from customer_order o
              join order_status_change e on e.shop_id = o.shop_id and e.order_id = o.id
              where o.shop_id = $1 and o.customer_id = $2 and o.recorded_at <= $4 and e.recorded_at > $4
                and e.payment_method is not null) paid_since
          from whom join customer c on c.shop_id = $1 and c.id = $2 and c.state = 0
        ), event as not materialized (
          select e.* from event e where e.shop_id = $1 and e.customer_id = $2 and e.recorded_at <= $4
        ), customer_order as materialized (
          select o.shop_id, o.id, o.source, o.external_id, o.customer_id, o.placed_at, o.recorded_at, o.total, r.refunded,
            o.total - r.refunded amount, o.channel, o.store, o.payment_method, o.test, s.status,
            not o.test and s.status <> 'cancelled' and not (r.refunded > 0 and r.refunded >= o.total) counts
          from customer_order o
          cross join lateral (
            select least(o.total, coalesce(sum(f.amount), 0))::bigint refunded from order_refund f
            where f.shop_id = $1 and f.order_id = o.id and f.recorded_at <= $4) r
          cross join lateral (
            select e.status from order_status_change e
            where e.shop_id = $1 and e.order_id = o.id and e.recorded_at <= $4
            order by e.occurred_at desc, array_position(array['placed', 'paid', 'shipped', 'delivered', 'completed',
              'cancelled'], e.status) desc limit 1) s
          where o.shop_id = $1 and o.customer_id = $2 and o.recorded_at <= $4
        ), order_line as materialized (
          select l.shop_id, l.order_id, l.line_number, l.product_id, l.name, l.category, l.brand, l.tags, l.price,
            l.quantity, l.amount, l.quantity - least(b.quantity, l.quantity) net_quantity,
            l.amount - least(b.amount, l.amount) net_amount,
            o.counts and b.quantity < l.quantity and not (b.amount > 0 and b.amount >= l.amount) counts
          from customer_order o
          join order_line l on l.shop_id = $1 and l.order_id = o.id
          cross join lateral (
            select coalesce(sum(p.quantity), 0) quantity, coalesce(sum(p.amount), 0)::bigint amount
            from order_refund f
            join order_refund_line p on p.shop_id = f.shop_id and p.refund_id = f.id and p.line_number = l.line_number
            where f.shop_id = $1 and f.order_id = o.id and f.recorded_at <= $4) b
        ), order_refund as materialized (
          select f.* from order_refund f where f.shop_id = $1 and f.customer_id = $2 and f.recorded_at <= $4
        ), totals as materialized (
          <totals>
        ), earlier as materialized (
          select distinct on (h.attribute) h.attribute, h.since,
            case
              when h.attribute in ('registered_at', 'last_seen_at') then to_jsonb(
                timestamptz '1970-01-01 00:00:00+00' + (h.value #>> '{}')::bigint * interval '1 microsecond')
              when h.attribute = 'location' then to_jsonb(
                '(' || (h.value ->> 'longitude') || ',' || (h.value ->> 'latitude') || ')')
              else h.value end as value
          from customer_attribute_history h
          where h.shop_id = $1 and h.customer_id = $2 and h.until > $4
          order by h.attribute, h.until
        ), customer as materialized (
          select p.* from customer c
          join totals on totals.id = c.id
          cross join lateral (
            select coalesce(jsonb_object_agg(e.attribute, e.value) filter (where e.attribute not like 'custom.%'), '{}') own,
              coalesce(jsonb_object_agg(substr(e.attribute, 8), e.value) filter (where e.attribute like 'custom.%'), '{}')
                custom,
              coalesce(jsonb_object_agg(substr(e.attribute, 9), jsonb_build_object('state', e.value))
                filter (where e.attribute like 'consent.%'), '{}') consents,
              coalesce(jsonb_object_agg(e.attribute, (extract(epoch from e.since) * 1000000)::bigint), '{}') since
            from earlier e) was
          cross join lateral jsonb_populate_record(c, (to_jsonb(totals) - 'id') || was.own || jsonb_build_object(
            'custom', jsonb_strip_nulls(c.custom || was.custom), 'consents', c.consents || was.consents,
            'attribute_since', c.attribute_since || was.since)) p
          where c.shop_id = $1 and c.id = $2 and c.state = 0
        ), customer_tag as (
          select $1::int shop_id, h.customer_id, h.subject tag_id from held h where h.customer_id = $2 and h.kind = 'tag'
        ), segment_member as (
          select $1::int shop_id, h.customer_id, h.subject segment_id, h.since from held h
          where h.customer_id = $2 and h.kind = 'segment'
        ), layer_member as (
          select $1::int shop_id, h.customer_id, h.subject layer_set_id, l.id layer_id, h.since from held h
          join layer l on l.shop_id = $1 and l.layer_set_id = h.subject and l.key = h.layer
          where h.customer_id = $2 and h.kind = 'layer'
        ), customer_level as (
          select $1::int shop_id, h.customer_id, h.subject level_program_id, l.id level_id, h.since,
            null::timestamptz period_end
          from held h join level l on l.shop_id = $1 and l.level_program_id = h.subject and l.key = h.layer
          where h.customer_id = $2 and h.kind = 'level'
        )\
        """.replace("<held>", PastStatement.HELD)
            .replace("<totals>", OrderTotals.of("(select $2::uuid) as wanted (id)"));

    private PastFacts() {}
}
