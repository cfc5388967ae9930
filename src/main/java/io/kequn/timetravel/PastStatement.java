package io.kequn.timetravel;

/// The statements that tell the past. The last change of a customer in something up to the instant says whether
/// the customer was in it; where the log does not reach back so far, the first change after the instant says
/// what was before it; and where there is none, what is now was then.
final class PastStatement {
    /// What the customers `who (asked, id)` were in at the instant `$4` in the shop `$1`: `held`, and what that
    /// takes.
    static final String HELD = """
        before as materialized (
          select h.customer_id, h.kind, h.subject,
            (array_agg(h.operation order by h.id desc))[1] operation,
            (array_agg(h.detail ->> 'to' order by h.id desc))[1] layer,
            max(h.at) filter (where h.kind in ('layer', 'level') or h.operation = 'added') since,
            (array_agg(h.reason order by h.id desc)
              filter (where h.kind in ('layer', 'level') or h.operation = 'added'))[1] reason,
            (array_agg(h.rule_version order by h.id desc)
              filter (where h.kind in ('layer', 'level') or h.operation = 'added'))[1] rule_version
          from change h
          where h.shop_id = $1 and h.customer_id = any(select id from who)
            and h.kind in ('segment', 'tag', 'layer', 'level') and h.at <= $4
          group by h.customer_id, h.kind, h.subject
        ), after as materialized (
          select distinct on (h.customer_id, h.kind, h.subject) h.customer_id, h.kind, h.subject, h.operation,
            h.detail ->> 'from' layer
          from change h
          where h.shop_id = $1 and h.customer_id = any(select id from who)
            and h.kind in ('segment', 'tag', 'layer', 'level') and h.at > $4
            and not exists (select from before b
              where b.customer_id = h.customer_id and b.kind = h.kind and b.subject = h.subject)
          order by h.customer_id, h.kind, h.subject, h.id
        ), present as (
          select m.customer_id, 'segment' kind, m.segment_id subject, null::text layer, m.since from segment_member m
          where m.shop_id = $1 and m.customer_id = any(select id from who)
          union all
          select m.customer_id, 'tag', m.tag_id, null, m.assigned_at from customer_tag m
          where m.shop_id = $1 and m.customer_id = any(select id from who)
          union all
          select m.customer_id, 'layer', m.layer_set_id, l.key, m.since from layer_member m
          join layer l on l.shop_id = m.shop_id and l.id = m.layer_id
          where m.shop_id = $1 and m.customer_id = any(select id from who)
          union all
          select m.customer_id, 'level', m.level_program_id, l.key, m.since from customer_level m
          join level l on l.shop_id = m.shop_id and l.id = m.level_id
          where m.shop_id = $1 and m.customer_id = any(select id from who)
        ), held as materialized (
          select customer_id, kind, subject, layer, since, reason, rule_version from before where operation <> 'removed'
          union all
          select customer_id, kind, subject, layer, null, null, null from after where operation <> 'added'
          union all
          select p.customer_id, p.kind, p.subject, p.layer, p.since, null, null from present p
          where p.since <= $4
            and not exists (select from before b
              where b.customer_id = p.customer_id and b.kind = p.kind and b.subject = p.subject)
            and not exists (select from after a
              where a.customer_id = p.customer_id and a.kind = p.kind and a.subject = p.subject)
        )\
        """;

    /// `$1` shop, `$2` the customers asked for, `$3` whom each was merged into or the same, `$4` the instant.
    /// Before its merger a customer had memberships of its own.
    static final String OF_CUSTOMERS = """
        with who as materialized (
          select w.asked, case when (
            select h.operation from change h where h.shop_id = $1 and h.customer_id = w.asked and h.kind = 'merged'
              and h.operation <> 'updated' and h.at <= $4 order by h.id desc limit 1) = 'removed' then w.survivor else w.asked end id
          from unnest($2::uuid[], $3::uuid[]) w (asked, survivor)
        ), <held>
        select who.asked, held.kind, coalesce(s.key, t.key, g.key) key, coalesce(s.name, t.name, g.name) name,
          held.layer, coalesce(l.name, held.layer) layer_name, held.since, held.reason, held.rule_version
        from who join held on held.customer_id = who.id
        left join segment s on held.kind = 'segment' and s.shop_id = $1 and s.id = held.subject
        left join tag t on held.kind = 'tag' and t.shop_id = $1 and t.id = held.subject
        left join layer_set g on held.kind = 'layer' and g.shop_id = $1 and g.id = held.subject
        left join layer l on l.shop_id = $1 and l.layer_set_id = g.id and l.key = held.layer
        where coalesce(s.id, t.id, g.id) is not null
        order by key\
        """.replace("<held>", HELD);

    /// `$1` shop, `$2` key, `$3` the instant, `$4` after whom, `$5` how many, of layers `$6` the layer.
    private static final String MEMBERS = """
        select p.customer_id, b.at since_then from (
          (select m.customer_id from <present> and m.customer_id > $4 and not exists (
             select from change h where h.shop_id = $1 and h.customer_id = m.customer_id and h.kind = '<kind>'
               and h.subject = m.<subject> and h.at > $3)
           order by m.customer_id limit $5)
          union all
          (select f.customer_id from (
             select distinct on (h.customer_id) h.customer_id, h.operation, h.detail ->> 'from' layer from change h
             where h.shop_id = $1 and h.kind = '<kind>' and h.subject = <id> and h.at > $3 and h.customer_id > $4
             order by h.customer_id, h.id) f
           join customer c on c.shop_id = $1 and c.id = f.customer_id and c.state = 0
           where <was>
           order by f.customer_id limit $5)
          order by customer_id limit $5) p
        left join lateral (
          select h.at from change h
          where h.shop_id = $1 and h.customer_id = p.customer_id and h.kind = '<kind>' and h.subject = <id>
            and h.at <= $3 and (h.kind = 'layer' or h.operation = 'added')
          order by h.id desc limit 1) b on true
        order by p.customer_id\
        """;

    private PastStatement() {}

    static String count(PastKind kind) {
        return "select count(*) n from (" + members(kind) + ") was"
                + " join customer c on c.shop_id = $1 and c.id = was.customer_id and c.state = 0";
    }

    static String members(PastKind kind) {
        return MEMBERS.replace("<present>", kind.present())
                .replace("<kind>", kind.log())
                .replace("<subject>", kind.subject())
                .replace("<id>", kind.id())
                .replace("<was>", kind.was());
    }
}
