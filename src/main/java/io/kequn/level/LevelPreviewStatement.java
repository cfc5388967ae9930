package io.kequn.level;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Sql;
import io.kequn.publication.PreviewStatement;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Vocabulary;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// One statement over all of the shop's customers once: how many there are of each [StandingGroup]. What moves the
/// customers of a group is the same for all of them, or whether it lies before or after an instant is; what time
/// has made due and nobody has done yet counts by its very instants.
record LevelPreviewStatement(String sql, Tuple values) {
    private static final int OWN = 4;

    /// Of the rules from the highest level to the lowest. `program` is its number, 0 for none; `upgrades` the last
    /// instant since which one must have qualified for an upgrade to be due.
    static LevelPreviewStatement of(
            Vocabulary vocabulary, List<Rule> rules, Shop shop, int program, Instant upgrades, EvaluationTime time) {
        var parts = new RuleCompiler(vocabulary).predicates(rules, OWN + 1);
        var values = Sql.tuple(
                shop.id(), program, upgrades.atOffset(ZoneOffset.UTC), time.at().atOffset(ZoneOffset.UTC));
        parts.values(time).forEach(values::addValue);
        // A full join cannot be done by nested loops, which without fresh statistics seem cheap for large tables.
        var sql = """
            select g.*, held.key level_key, qualifies.key qualified_key, waits.key waiting_key from (
              select s.place, m.level_id, m.qualified_id, m.waiting_id, m.locked, count(*) n,
                (array_agg(s.id))[1:%d] some, max(m.qualified_since) qualified_since, max(m.since) since,
                max(m.period_end) period_end, max(m.grace_end) grace_end, max(m.waiting_at) waiting_at,
                max(m.lock_until) lock_until, max(m.next_at) filter (where m.next_at <= $4) due
              from (
                select c.id, %s place from customer c
                %s where c.shop_id = $1::int and c.state = 0
              ) s
              full join (select * from customer_level where shop_id = $1 and level_program_id = $2) m on m.customer_id = s.id
              group by s.place, m.level_id, m.qualified_id, m.waiting_id, m.locked, m.period_end is null,
                m.grace_end is null, m.waiting_at is null, m.lock_until is null, m.qualified_since <= $3,
                case when m.next_at <= $4
                  then array[m.next_at, m.period_end, m.grace_end, m.waiting_at, m.lock_until] end
            ) g
            left join level held on held.shop_id = $1 and held.id = g.level_id
            left join level qualifies on qualifies.shop_id = $1 and qualifies.id = g.qualified_id
            left join level waits on waits.shop_id = $1 and waits.id = g.waiting_id
            where g.place is not null
            order by g.place, held.key, g.n desc\
            """.formatted(PreviewStatement.SAMPLES, PreviewStatement.first(parts), parts.joins());
        return new LevelPreviewStatement(sql, values);
    }
}
