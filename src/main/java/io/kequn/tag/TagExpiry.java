package io.kequn.tag;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.kequn.tag.AssignmentWrites.Written;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes tags from customers at the instant until which they were given; where a rule gives the tag, it decides
/// from then on.
@Singleton
class TagExpiry implements DueWork {
    static final String KIND = "tag-expiry";
    private static final int AT_ONCE = 1_000;

    /// However late a writer commits what it planned, it is seen by then.
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private static final String HOLDERS = """
        select customer_id from customer_tag
        where shop_id = $1 and expires_at <= $2 order by expires_at, customer_id limit $3\
        """;
    private static final String REMOVE = """
        delete from customer_tag where shop_id = $1 and customer_id = any($2) and expires_at <= $3
        returning customer_id, tag_id, 'REMOVED' operation\
        """;
    private static final String NEXT =
            "select min(expires_at) next from customer_tag where shop_id = $1 and expires_at is not null";

    private final FactTransaction facts;

    TagExpiry(FactTransaction facts) {
        this.facts = facts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What a run leaves: the instant of the next expiry, by the shop's clock.
    private record Left(@Nullable Instant next) {}

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(
                        run.command(Left.class),
                        "time",
                        session -> expire(session).chain(() -> next(session)).map(left -> changes -> left))
                .map(left -> Optional.ofNullable(left.next));
    }

    private static Uni<?> expire(FactSession session) {
        return session.readInstant()
                .chain(now -> session.query(HOLDERS, session.shop().id(), session.now(), AT_ONCE))
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().voidItem() : expire(session, ids));
    }

    /// The lock may have waited, so that more is due by then; less is not.
    private static Uni<?> expire(FactSession session, List<UUID> ids) {
        return session.lock(ids)
                .chain(() -> TagPins.leaveExpired(session, ids))
                .chain(() -> session.query(REMOVE, session.shop().id(), ids.toArray(UUID[]::new), session.now()))
                .map(rows -> Sql.list(rows, Written::of))
                .invoke(removed -> AssignmentWrites.log(session, session.reason(), removed));
    }

    private static Uni<Left> next(FactSession session) {
        return session.query(NEXT, session.shop().id())
                .map(rows -> rows.iterator().next().getOffsetDateTime("next"))
                .map(next -> new Left(soon(session, next)));
    }

    private static @Nullable Instant soon(FactSession session, @Nullable OffsetDateTime next) {
        if (next == null) {
            return null;
        }
        var latest = session.at().plus(LOOK_AGAIN);
        return next.toInstant().isBefore(latest) ? next.toInstant() : latest;
    }
}
