package io.kequn.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What no shop waits for: months of the change log made ahead, and the shops' forgetting set going.
@Singleton
class Housekeeping implements DueWork {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final String MAKE_PARTITIONS = "select make_change_partitions(2)";

    /// Shop 0 stands for the platform administrator's commands.
    private static final String FORGET_EVERYWHERE = """
        insert into due (shop_id, kind, due_at)
        select id, 'forget', clock_timestamp() from (select id from shop union all select 0) shops order by id
        on conflict do nothing\
        """;
    private static final String NOW = "select clock_timestamp() at";

    private final Pool pool;

    Housekeeping(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String kind() {
        return "housekeeping";
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return pool.query(MAKE_PARTITIONS)
                .execute()
                .chain(() -> pool.query(FORGET_EVERYWHERE).execute())
                .chain(() -> pool.query(NOW).execute())
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant())
                .map(now -> Optional.of(now.plus(EVERY)));
    }
}
