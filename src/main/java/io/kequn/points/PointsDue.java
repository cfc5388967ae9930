package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Brings accounts to the present at the instants at which time changes them: points that waited come in, others
/// expire or are about to, holds end. Rules that read points are evaluated in the same transaction.
@Singleton
class PointsDue implements DueWork {
    private static final int AT_ONCE = 1_000;

    /// However late a writer commits what it planned, it is seen by then.
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private static final String ACCOUNTS = """
        select customer_id from points_account
        where shop_id = $1 and due_at <= $2 order by due_at, customer_id limit $3\
        """;
    private static final String NEXT =
            "select min(due_at) next from points_account where shop_id = $1 and due_at is not null";

    private final FactTransaction facts;
    private final PointsDefinitions definitions;

    PointsDue(FactTransaction facts, PointsDefinitions definitions) {
        this.facts = facts;
        this.definitions = definitions;
    }

    @Override
    public String kind() {
        return AccountStore.DUE;
    }

    /// What a run leaves: the instant of the next change, by the shop's clock.
    private record Left(@Nullable Instant next) {}

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return facts.write(
                        run.command(Left.class),
                        "time",
                        session -> bring(session).chain(() -> next(session)).map(left -> changes -> left))
                .map(left -> Optional.ofNullable(left.next));
    }

    private Uni<?> bring(FactSession session) {
        return session.readInstant()
                .chain(now -> session.query(ACCOUNTS, session.shop().id(), session.now(), AT_ONCE))
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().voidItem() : bring(session, ids));
    }

    /// The account of a customer who has been deleted or merged meanwhile has nothing any more.
    private Uni<?> bring(FactSession session, List<UUID> ids) {
        return session.lock(ids)
                .chain(() -> definitions.of(session))
                .chain(found -> new AccountStore(session).load(found.policy(), ids, AccountRow.FIRST))
                .invoke(ledgers -> new AccountStore(session).save(ledgers.values()));
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
