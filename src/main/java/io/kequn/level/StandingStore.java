package io.kequn.level;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads and writes `customer_level`, under the customers' row locks.
final class StandingStore {
    static final String COLUMNS = """
        cl.customer_id, cl.level_program_id, cl.qualified_id, cl.qualified_since, cl.level_id, cl.since, cl.period_end,
        cl.grace_end, cl.waiting_id, cl.waiting_at, cl.locked, cl.lock_until, cl.warned, cl.next_at\
        """;
    private static final String OF = "select " + COLUMNS + """
         from customer_level cl where cl.shop_id = $1 and cl.level_program_id = $2 and cl.customer_id = any($3)\
        """;
    private static final String DUE = OF + " and cl.next_at <= $4";

    /// Of many within a stretch of ids. A list of so many alone would make the planner read the whole program, as
    /// long as nobody has looked at what a build has just written.
    private static final String OF_STRETCH = "select " + COLUMNS + """
         from customer_level cl
        where cl.shop_id = $1 and cl.level_program_id = $2 and cl.customer_id in (select unnest($3::uuid[]))
          and cl.customer_id >= $4 and cl.customer_id <= $5\
        """;
    private static final int MANY = 100;

    /// As the database orders them.
    private static final Comparator<UUID> ORDER = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };
    private static final String WRITE = """
        insert into customer_level (shop_id, customer_id, level_program_id, qualified_id, qualified_since, level_id, since,
          period_end, grace_end, waiting_id, waiting_at, locked, lock_until, warned, next_at)
        select $1, s.* from unnest($2::uuid[], $3::int[], $4::int[], $5::timestamptz[], $6::int[], $7::timestamptz[],
          $8::timestamptz[], $9::timestamptz[], $10::int[], $11::timestamptz[], $12::bool[], $13::timestamptz[],
          $14::smallint[], $15::timestamptz[]) s
        on conflict (shop_id, level_program_id, customer_id) do update set
          qualified_id = excluded.qualified_id, qualified_since = excluded.qualified_since,
          level_id = excluded.level_id, since = excluded.since, period_end = excluded.period_end,
          grace_end = excluded.grace_end, waiting_id = excluded.waiting_id, waiting_at = excluded.waiting_at,
          locked = excluded.locked, lock_until = excluded.lock_until, warned = excluded.warned,
          next_at = excluded.next_at\
        """;

    private StandingStore() {}

    /// Where a definition is what moves them, they are those of a build's range.
    static Uni<List<StandingRow>> of(FactSession session, int program, Collection<UUID> customers) {
        boolean stretch = session.reason().equals("definition") && customers.size() > MANY;
        var ids = customers.toArray(UUID[]::new);
        var rows = stretch
                ? session.query(
                        OF_STRETCH,
                        session.shop().id(),
                        program,
                        ids,
                        Collections.min(customers, ORDER),
                        Collections.max(customers, ORDER))
                : session.query(OF, session.shop().id(), program, ids);
        return rows.map(found -> Sql.list(found, StandingRow::of));
    }

    /// Those for whom time alone has something to do by the transaction's instant.
    static Uni<List<StandingRow>> due(FactSession session, int program, Collection<UUID> customers) {
        return session.query(DUE, session.shop().id(), program, customers.toArray(UUID[]::new), session.now())
                .map(rows -> Sql.list(rows, StandingRow::of));
    }

    static void write(FactSession session, List<StandingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        session.send(
                WRITE,
                session.shop().id(),
                rows.stream().map(StandingRow::customer).toArray(UUID[]::new),
                numbers(rows, StandingRow::program),
                numbers(rows, StandingRow::qualified),
                instants(rows, StandingRow::qualifiedSince),
                numbers(rows, StandingRow::level),
                instants(rows, StandingRow::since),
                instants(rows, StandingRow::periodEnd),
                instants(rows, StandingRow::graceEnd),
                numbers(rows, StandingRow::waiting),
                instants(rows, StandingRow::waitingAt),
                rows.stream().map(StandingRow::locked).toArray(Boolean[]::new),
                instants(rows, StandingRow::lockUntil),
                rows.stream().map(row -> (short) row.warned()).toArray(Short[]::new),
                instants(rows, StandingRow::next));
    }

    private static Integer[] numbers(List<StandingRow> rows, Function<StandingRow, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    private static OffsetDateTime[] instants(List<StandingRow> rows, Function<StandingRow, @Nullable Instant> column) {
        return rows.stream()
                .map(row -> {
                    @Nullable Instant instant = column.apply(row);
                    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
                })
                .toArray(OffsetDateTime[]::new);
    }
}
