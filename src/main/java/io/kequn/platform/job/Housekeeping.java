package io.kequn.platform.job;

import io.kequn.platform.database.Connections;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What no shop waits for: months of the change log made ahead, and the shops' forgetting set going.
@Singleton
class Housekeeping implements DueWork {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final String MAKE_PARTITIONS = "select failure from make_change_partitions(2) as missing (failure)";

    /// Shop 0 stands for the platform administrator's commands. Spread over the hour, so that a thousand shops do
    /// not stand before other work all at once.
    private static final String FORGET_EVERYWHERE = """
        insert into due (shop_id, kind, due_at)
        select id, 'forget', clock_timestamp() + random() * interval '50 minutes'
        from (select id from shop union all select 0) shops order by id
        on conflict do nothing\
        """;
    private static final String NOW = "select clock_timestamp() at";

    private final Connections connections;

    Housekeeping(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String kind() {
        return "housekeeping";
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return connections
                .query(FORGET_EVERYWHERE)
                .chain(this::makePartitions)
                .chain(() -> connections.query(NOW))
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant())
                .map(now -> Optional.of(now.plus(EVERY)));
    }

    /// A month that cannot be made is tried again the next time; until then its changes stand among the others.
    private Uni<Void> makePartitions() {
        return connections
                .query(MAKE_PARTITIONS)
                .invoke(missing -> missing.forEach(
                        row -> LOG.errorf("A month of the change log is not there yet: %s", row.getString("failure"))))
                .onFailure()
                .invoke(failure -> LOG.error("The months of the change log were not made", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
