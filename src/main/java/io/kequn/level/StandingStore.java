package io.kequn.level;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
         from customer_level cl
        where cl.shop_id = $1 and cl.level_program_id = $2 and cl.customer_id = any($3)
          and cl.customer_id >= $4 and cl.customer_id <= $5\
        """;
    private static final String DUE = OF + " and cl.next_at <= $6";

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

    static Uni<List<StandingRow>> of(FactSession session, int program, Collection<UUID> customers) {
        return query(session, OF, program, customers);
    }

    /// Those for whom time alone has something to do by the transaction's instant.
    static Uni<List<StandingRow>> due(FactSession session, int program, Collection<UUID> customers) {
        return query(session, DUE, program, customers, session.now());
    }

    /// A build asks for thousands at once, which are all within a stretch of ids; a list of so many alone would
    /// make the planner read the whole program.
    private static Uni<List<StandingRow>> query(
            FactSession session, String sql, int program, Collection<UUID> customers, Object... more) {
        if (customers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var values = new ArrayList<Object>();
        values.add(session.shop().id());
        values.add(program);
        values.add(customers.toArray(UUID[]::new));
        values.add(Collections.min(customers, ORDER));
        values.add(Collections.max(customers, ORDER));
        values.addAll(List.of(more));
        return session.query(sql, values.toArray()).map(rows -> Sql.list(rows, StandingRow::of));
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
