package io.kequn.level;

import io.kequn.customer.CustomerMoves;
import io.kequn.customer.Merger;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.level.LevelEvent.Kind;
import io.kequn.level.LevelHistory.Entry;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Levels of customers who are deleted or merged. Of two that become one the higher level stays, with its period.
@Singleton
class StandingMoves implements CustomerMoves {
    private static final String LEAVE_ALL = """
        delete from customer_level cl using level_program p, level l
        where cl.shop_id = $1 and cl.customer_id = $2 and p.shop_id = $1 and p.id = cl.level_program_id
          and l.shop_id = $1 and l.id = cl.level_id
        returning cl.customer_id, p.id program_id, p.key program_key, nullif(l.key, '') level_key\
        """;
    private static final String FORGET = "delete from customer_level_event where shop_id = $1 and customer_id = $2";
    private static final String HISTORY =
            "update customer_level_event set customer_id = $3 where shop_id = $1 and customer_id = $2";

    /// Where the level of `$2` ranks above that of `$3`.
    private static final String RAISE = """
        update customer_level mine set level_id = other.level_id, since = other.since, period_end = other.period_end,
          grace_end = other.grace_end, locked = other.locked, lock_until = other.lock_until, warned = other.warned,
          next_at = least(mine.next_at, other.next_at)
        from customer_level other, level higher, level lower, level_program p
        where mine.shop_id = $1 and mine.customer_id = $3 and other.shop_id = $1 and other.customer_id = $2
          and other.level_program_id = mine.level_program_id and higher.shop_id = $1 and higher.id = other.level_id
          and lower.shop_id = $1 and lower.id = mine.level_id and higher.rank > lower.rank
          and p.shop_id = $1 and p.id = mine.level_program_id
        returning mine.customer_id, p.id program_id, p.key program_key, p.live_version, nullif(lower.key, '') lower_key,
          nullif(higher.key, '') level_key\
        """;
    private static final String LEVELS = """
        array(
          select json_build_object('of', p.key, 'at', l.key) from customer_level cl
          join level_program p on p.shop_id = $1 and p.id = cl.level_program_id and p.archived_at is null
          join level l on l.shop_id = $1 and l.id = cl.level_id
          where cl.shop_id = $1 and cl.customer_id = w.id and l.key <> '' order by p.key)\
        """;

    @Override
    public Uni<Void> removeAll(FactSession session, UUID customer) {
        session.send(FORGET, session.shop().id(), customer);
        return leave(session, customer);
    }

    @Override
    public Uni<Void> moveAll(FactSession session, Merger merger) {
        StandingReturns.note(session, merger);
        session.send(HISTORY, session.shop().id(), merger.from(), merger.into());
        return session.query(RAISE, session.shop().id(), merger.from(), merger.into())
                .map(rows -> Sql.list(rows, row -> row))
                .invoke(rows -> raised(session, merger.into(), rows))
                .chain(() -> leave(session, merger.from()));
    }

    @Override
    public Uni<Void> moveBack(FactSession session, Merger merger) {
        return StandingReturns.giveBack(session, merger);
    }

    private static void raised(FactSession session, UUID into, List<Row> rows) {
        var log = new ArrayList<Change>();
        var entries = new ArrayList<Entry>();
        for (var row : rows) {
            int program = row.getInteger("program_id");
            int version = row.getInteger("live_version");
            @Nullable String lower = row.getString("lower_key");
            @Nullable String higher = row.getString("level_key");
            log.add(Change.level(into, program, lower, higher, version));
            entries.add(new Entry(into, program, version, Kind.MERGED, lower, higher, session.at(), null));
            session.moved(List.of(moved(row, into, lower, higher)));
            session.changed(List.of(into), Facts.level(row.getString("program_key")));
        }
        ChangeLog.append(session, log);
        LevelHistory.append(session, entries, null, null);
    }

    private static Uni<Void> leave(FactSession session, UUID customer) {
        return session.query(LEAVE_ALL, session.shop().id(), customer)
                .map(rows -> Sql.list(rows, row -> row).stream()
                        .filter(row -> row.getString("level_key") != null)
                        .toList())
                .invoke(rows -> ChangeLog.append(
                        session,
                        rows.stream()
                                .map(row -> Change.level(
                                        customer, row.getInteger("program_id"), row.getString("level_key"), null, null))
                                .toList()))
                .invoke(rows -> session.moved(rows.stream()
                        .map(row -> moved(row, customer, row.getString("level_key"), null))
                        .toList()))
                .replaceWithVoid();
    }

    private static MembershipChange moved(Row row, UUID customer, @Nullable String from, @Nullable String to) {
        return MembershipChange.level(customer, row.getString("program_key"), from, to);
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("levels", LEVELS);
    }
}
