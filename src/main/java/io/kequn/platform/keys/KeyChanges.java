package io.kequn.platform.keys;

import io.kequn.platform.database.Connections;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Finds the shops whose values may be by keys that are no longer the newest, and forgets keys that nothing carries any
/// more. The change of the keys makes it due at once.
///
/// Services that have not been started anew go on sealing by the key before for a while; a day after the newest was
/// first used, each shop is gone through once more.
@Singleton
class KeyChanges implements DueWork {
    private static final Duration EVERY = Duration.ofHours(1);

    /// When the newest keys came that have followed others, and until when all shops have to have been gone through.
    private static final String CHANGED = """
        select max(latest) at, max(latest) + interval '1 day' settled from (
          select max(first_used_at) latest from encryption_key group by purpose having count(*) > 1) k\
        """;
    static final String PLAN = """
        insert into due (shop_id, kind, due_at)
        select s.id, 'key-renewal', clock_timestamp()
        from shop s cross join (%s) changed
        where coalesce(s.resealed_at, s.created_at)
          < case when clock_timestamp() < changed.settled then changed.at else changed.settled end
        order by s.id
        on conflict do nothing\
        """.formatted(CHANGED);
    static final String FORGET = """
        delete from encryption_key k
        where first_used_at < (select max(first_used_at) from encryption_key n where n.purpose = k.purpose)
          and not exists (
            select from shop s cross join (%s) changed where coalesce(s.resealed_at, s.created_at) < changed.settled)\
        """.formatted(CHANGED);
    private static final String NOW = "select clock_timestamp() at";

    private final Connections connections;

    KeyChanges(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String kind() {
        return "key-changes";
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return connections
                .query(FORGET)
                .chain(() -> connections.query(PLAN))
                .chain(() -> connections.query(NOW))
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant())
                .map(now -> Optional.of(now.plus(EVERY)));
    }
}
