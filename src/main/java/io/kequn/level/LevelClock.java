package io.kequn.level;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Does what time has made due of customers' levels: ends of periods, grace and locks, waiting upgrades,
/// warnings. What the customers qualify for then is evaluated first, in the same transaction.
@Singleton
class LevelClock implements DueWork {
    static final String KIND = "levels";
    private static final int BATCH = 1_000;

    /// Of programs that are live; those that are archived lose their customers anyway.
    private static final String DUE = """
        select distinct cl.customer_id from customer_level cl
        join level_program p on p.shop_id = cl.shop_id and p.id = cl.level_program_id and p.archived_at is null
        where cl.shop_id = $1 and cl.next_at <= $2 limit $3\
        """;
    private static final String NEXT = """
        select min(cl.next_at) at from customer_level cl
        join level_program p on p.shop_id = cl.shop_id and p.id = cl.level_program_id and p.archived_at is null
        where cl.shop_id = $1 and cl.next_at is not null\
        """;

    private final FactTransaction facts;
    private final ShopReads reads;

    LevelClock(FactTransaction facts, ShopReads reads) {
        this.facts = facts;
        this.reads = reads;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(
                        run.command(Integer.class),
                        "time",
                        session -> due(session).map(count -> changes -> count))
                .chain(count -> count == BATCH ? Uni.createFrom().item(run.again()) : next(run));
    }

    private static Uni<Integer> due(FactSession session) {
        return session.query(DUE, session.shop().id(), session.begunAt().atOffset(ZoneOffset.UTC), BATCH)
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .call(ids -> ids.isEmpty() ? Uni.createFrom().voidItem() : lock(session, ids))
                .map(List::size);
    }

    private static Uni<?> lock(FactSession session, List<UUID> ids) {
        return session.lockActive(ids).invoke(locked -> session.changed(locked, Facts.TIME, Facts.LEVEL_DUE));
    }

    private Uni<Optional<Instant>> next(DueRun run) {
        return reads.find(
                        run.shop(),
                        row -> Optional.ofNullable(row.getOffsetDateTime("at")),
                        NEXT,
                        run.shop().id())
                .map(found -> found.flatMap(at -> at).map(OffsetDateTime::toInstant));
    }
}
