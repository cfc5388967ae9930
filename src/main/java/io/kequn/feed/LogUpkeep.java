package io.kequn.feed;

import io.kequn.platform.database.Connections;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Drops the months of the change log that are past their time. What of them is not numbered is numbered first, so
/// that no reader can miss it unawares.
@Singleton
class LogUpkeep implements DueWork {
    static final String KIND = "change-log";

    private static final Logger LOG = Logger.getLogger(LogUpkeep.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String DROP = """
        insert into due (shop_id, kind, due_at)
        select distinct shop, $2, clock_timestamp()
        from drop_old_changes(clock_timestamp() - $1::bigint * interval '1 millisecond') shop
        on conflict (shop_id, kind) do update set due_at = excluded.due_at\
        """;
    private static final String NOW = "select clock_timestamp() at";

    private final Connections connections;
    private final FeedSettings settings;

    LogUpkeep(Connections connections, FeedSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return drop().chain(next -> connections
                .query(NOW)
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant())
                .map(now -> Optional.of(now.plus(next))));
    }

    /// A month that somebody reads or writes just then goes the next time.
    private Uni<Duration> drop() {
        return connections
                .query(DROP, settings.retention().toMillis(), Numbering.KIND)
                .map(rows -> rows.rowCount() > 0 ? SOON : EVERY)
                .onFailure()
                .invoke(failure -> LOG.warnf("Old months of the change log are still there: %s", failure))
                .onFailure()
                .recoverWithItem(EVERY);
    }
}
