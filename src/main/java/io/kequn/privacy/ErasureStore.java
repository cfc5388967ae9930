package io.kequn.privacy;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Statements on erasures inside a fact transaction.
final class ErasureStore {
    static final String COLUMNS = """
        e.id, e.customer_id, e.merged_ids, e.state, e.reason, e.requested_at, e.requested_by, e.due_at, e.ended_at,
        e.row_counts::text row_counts, e.proof\
        """;
    private static final String INSERT = """
        insert into erasure (shop_id, id, customer_id, merged_ids, state, reason, requested_at, requested_by, due_at)
        values ($1, $2, $3, array(select id from customer where shop_id = $1 and merged_into = $3 order by id),
          'waiting', $4, $5, $6, $7)\
        """;
    private static final String OF_CUSTOMER = "select " + COLUMNS + """
         from erasure e where e.shop_id = $1 and e.customer_id = $2 and e.state = 'waiting'\
        """;
    private static final String BY_ID = "select " + COLUMNS + " from erasure e where e.shop_id = $1 and e.id = $2";
    private static final String LOCK = "select id from erasure where shop_id = $1 and id = $2 for no key update";
    private static final String DUE = "select " + COLUMNS + """
         from erasure e where e.shop_id = $1 and e.state = 'waiting' and e.due_at <= $2 order by e.due_at, e.id limit 1\
        """;
    private static final String NEXT = "select min(due_at) next from erasure where shop_id = $1 and state = 'waiting'";
    private static final String END = """
        update erasure set state = $3, ended_at = $4, row_counts = $5::text::jsonb, proof = $6,
          merged_ids = coalesce($7, merged_ids) where shop_id = $1 and id = $2\
        """;

    /// Also why earlier ones were asked for, and cancelled.
    private static final String FORGET_REASONS = """
        update erasure set reason = null where shop_id = $1 and customer_id = any($2) and reason is not null\
        """;

    private ErasureStore() {}

    static Erasure erasure(Row row) {
        var counts = row.getString("row_counts");
        return new Erasure(
                row.getUUID("id"),
                row.getUUID("customer_id"),
                List.of(row.getArrayOfUUIDs("merged_ids")),
                ErasureState.of(row.getString("state")),
                row.getString("reason"),
                instant(row.getOffsetDateTime("requested_at")),
                row.getString("requested_by"),
                instant(row.getOffsetDateTime("due_at")),
                row.getOffsetDateTime("ended_at") == null ? null : instant(row.getOffsetDateTime("ended_at")),
                counts == null ? List.of() : rows(new JsonObject(counts)),
                row.getString("proof"));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static List<ErasedRows> rows(JsonObject counts) {
        return counts.stream()
                .map(entry -> new ErasedRows(entry.getKey(), ((Number) entry.getValue()).intValue()))
                .sorted(Comparator.comparing(ErasedRows::table))
                .toList();
    }

    static Uni<Void> insert(FactSession session, UUID id, UUID customer, @Nullable String reason, Instant due) {
        return session.query(
                        INSERT,
                        session.shop().id(),
                        id,
                        customer,
                        reason,
                        session.now(),
                        session.caller().principal(),
                        due.atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    /// The one that waits for the locked customer, if one does.
    static Uni<Optional<Erasure>> waiting(FactSession session, UUID customer) {
        return first(session, OF_CUSTOMER, customer);
    }

    static Uni<Optional<Erasure>> find(FactSession session, UUID id) {
        return first(session, BY_ID, id);
    }

    /// The same, locked; the lock is a statement of its own.
    static Uni<Optional<Erasure>> lock(FactSession session, UUID id) {
        return session.query(LOCK, session.shop().id(), id).chain(locked -> find(session, id));
    }

    /// One that is due by the shop's clock.
    static Uni<Optional<Erasure>> due(FactSession session) {
        return first(session, DUE, session.now());
    }

    static Uni<Optional<Instant>> next(FactSession session) {
        return session.query(NEXT, session.shop().id())
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("next"))
                        .map(OffsetDateTime::toInstant));
    }

    /// Ends it as cancelled.
    static Uni<Void> cancel(FactSession session, UUID id) {
        return end(session, id, ErasureState.CANCELLED, null, null, null);
    }

    /// Ends it as done, with its receipt.
    static Uni<Void> done(FactSession session, Erasure erasure, Eraser.Erased erased) {
        var rows = new JsonObject();
        erased.counts().forEach(rows::put);
        var receipt = String.join(
                "|",
                String.valueOf(erasure.id()),
                erasure.customerId().toString(),
                session.at().toString(),
                rows.encode());
        var proof = HexFormat.of()
                .formatHex(session.keys().index().of("erasure", session.shop().id(), receipt));
        var merged = erased.merged().toArray(UUID[]::new);
        var person = Stream.concat(Stream.of(erasure.customerId()), erased.merged().stream());
        return session.query(FORGET_REASONS, session.shop().id(), person.toArray(UUID[]::new))
                .chain(() -> end(session, erasure.id(), ErasureState.DONE, rows.encode(), proof, merged));
    }

    private static Uni<Void> end(
            FactSession session,
            @Nullable UUID id,
            ErasureState state,
            @Nullable String rows,
            @Nullable String proof,
            UUID @Nullable [] merged) {
        return session.query(END, session.shop().id(), id, state.text(), session.now(), rows, proof, merged)
                .replaceWithVoid();
    }

    private static Uni<Optional<Erasure>> first(FactSession session, String sql, Object value) {
        return session.query(sql, session.shop().id(), value)
                .map(rows -> Sql.list(rows, ErasureStore::erasure).stream().findFirst());
    }
}
