package io.kequn.level;

import io.kequn.customer.MergeParts;
import io.kequn.customer.Merger;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.level.LevelEvent.Kind;
import io.kequn.level.LevelHistory.Entry;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Levels of customers who were merged and are not any more: both stand where they stood, and the rules judge
/// both anew. What people have decided about the survivor's level since stays.
final class StandingReturns {
    private static final String TABLE = "customer_level";
    private static final String HISTORY = "customer_level_event";
    private static final String NUMBER = "id";

    /// The levels that a row names are there still.
    private static final String KNOWN = """
        (select count(*) from level l where l.shop_id = $1 and l.level_program_id = (k.was).level_program_id
           and l.id in ((k.was).level_id, (k.was).qualified_id, coalesce((k.was).waiting_id, (k.was).level_id)))
          = (select count(distinct id)
             from unnest(array[(k.was).level_id, (k.was).qualified_id, (k.was).waiting_id]) named (id) where id is not null)\
        """;
    private static final String RETURN =
            """
        insert into customer_level select (k.was).* from <rows> k where <known> on conflict do nothing\
        """.replace("<rows>", MergeParts.rows(TABLE)).replace("<known>", KNOWN);
    private static final String RETURNED = """
        select p.id program_id, p.key program_key, p.live_version, null::text level_key, nullif(l.key, '') to_key
        from customer_level cl
        join level_program p on p.shop_id = $1 and p.id = cl.level_program_id
        join level l on l.shop_id = $1 and l.id = cl.level_id
        where cl.shop_id = $1 and cl.customer_id = $2 order by p.id\
        """;

    /// Locks also end by time, which nobody has decided.
    private static final String DECIDES =
            "(e.kind in ('assigned', 'released') and e.author is not null or e.kind = 'program_changed')";

    /// Those of the survivor that have changed since, but not by people or another version of the program.
    private static final String CHANGED = """
        <rows> k
        join customer_level t on t.shop_id = $1 and t.customer_id = $3 and t.level_program_id = (k.was).level_program_id
          and t <> k.was
        join customer_merge m on m.shop_id = $1 and m.id = $2
        where <known> and not exists (
          select from customer_level_event e
          where e.shop_id = $1 and e.customer_id = $3 and e.level_program_id = t.level_program_id
            and e.recorded_at > m.recorded_at and <decides>)\
        """.replace("<rows>", MergeParts.rowsBefore(TABLE))
            .replace("<known>", KNOWN)
            .replace("<decides>", DECIDES);
    private static final String FALLING = """
        select p.id program_id, p.key program_key, p.live_version, nullif(now.key, '') level_key, nullif(l.key, '') to_key
        from (select (k.was).level_program_id program, t.level_id was_level, (k.was).level_id to_level from <changed>) c
        join level_program p on p.shop_id = $1 and p.id = c.program
        join level now on now.shop_id = $1 and now.id = c.was_level
        join level l on l.shop_id = $1 and l.id = c.to_level
        order by p.id\
        """.replace("<changed>", CHANGED);
    private static final String REMOVE = """
        delete from customer_level cl where cl.shop_id = $1 and cl.customer_id = $2 and cl.level_program_id = any($3)\
        """;
    private static final String RESTORE = """
        insert into customer_level select (k.was).* from <rows> k where (k.was).level_program_id = any($3)\
        """.replace("<rows>", MergeParts.rowsBefore(TABLE));

    /// A level that was given by hand since and whose lock is over: what the rules made of it then was by the facts of
    /// both, so they get it back as it was given.
    private static final String REASSIGN = """
        update customer_level t set level_id = l.id, since = e.at, period_end = null, grace_end = null,
          waiting_id = null, waiting_at = null, locked = true, lock_until = e.ends_at, warned = 0, next_at = e.ends_at
        from (
          select distinct on (e.level_program_id) e.level_program_id, e.kind, e.to_level, e.at, e.ends_at
          from customer_level_event e join customer_merge m on m.shop_id = $1 and m.id = $2
          where e.shop_id = $1 and e.customer_id = $3 and e.recorded_at > m.recorded_at and <decides>
          order by e.level_program_id, e.id desc) e, level_program p, level now, level l
        where t.shop_id = $1 and t.customer_id = $3 and t.level_program_id = e.level_program_id and not t.locked
          and e.kind = 'assigned' and p.shop_id = $1 and p.id = t.level_program_id
          and now.shop_id = $1 and now.id = t.level_id
          and l.shop_id = $1 and l.level_program_id = t.level_program_id and l.key = coalesce(e.to_level, '')
        returning p.id program_id, p.key program_key, p.live_version, nullif(now.key, '') level_key,
          nullif(l.key, '') to_key\
        """.replace("<decides>", DECIDES);

    private StandingReturns() {}

    static void note(FactSession session, Merger merger) {
        MergeParts.noteRows(session, merger, TABLE);
        MergeParts.noteBefore(session, merger, TABLE);
        MergeParts.noteKeys(session, merger, HISTORY, NUMBER);
    }

    static Uni<Void> giveBack(FactSession session, Merger merger) {
        int shop = session.shop().id();
        MergeParts.giveBack(session, merger, HISTORY, NUMBER, "bigint");
        session.send(RETURN, shop, merger.id());
        return session.query(RETURNED, shop, merger.from())
                .invoke(rows -> tell(session, merger.from(), Sql.list(rows, row -> row), false))
                .chain(() -> session.query(FALLING, shop, merger.id(), merger.into()))
                .invoke(rows -> restore(session, merger, Sql.list(rows, row -> row)))
                .chain(() -> session.query(REASSIGN, shop, merger.id(), merger.into()))
                .invoke(rows -> tell(session, merger.into(), Sql.list(rows, row -> row), true))
                .chain(() -> DueTable.plan(session, LevelClock.KIND, session.at()));
    }

    private static void restore(FactSession session, Merger merger, List<Row> rows) {
        var programs = rows.stream().map(row -> row.getInteger("program_id")).toArray(Integer[]::new);
        int shop = session.shop().id();
        session.send(REMOVE, shop, merger.into(), programs);
        session.send(RESTORE, shop, merger.id(), programs);
        tell(session, merger.into(), rows, true);
    }

    private static void tell(FactSession session, UUID customer, List<Row> rows, boolean remembered) {
        var log = new ArrayList<Change>();
        var entries = new ArrayList<Entry>();
        for (var row : rows) {
            int program = row.getInteger("program_id");
            int version = row.getInteger("live_version");
            @Nullable String before = row.getString("level_key");
            @Nullable String after = row.getString("to_key");
            if (!Objects.equals(before, after)) {
                log.add(Change.level(customer, program, before, after, version));
                entries.add(new Entry(customer, program, version, Kind.UNMERGED, before, after, session.at(), null));
                session.moved(List.of(MembershipChange.level(customer, row.getString("program_key"), before, after)));
            }
        }
        ChangeLog.append(session, log);
        if (remembered) {
            LevelHistory.append(session, entries, null, null);
        }
    }
}
