package io.kequn.feed;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Gives committed changes their numbers, gapless per shop, in order of their ids. Readers see numbers only, so
/// none can pass a change whose transaction commits late.
@Singleton
public class ChangeNumbers {
    private static final int STEP = 5_000;
    private static final String LOCK = "select last_number from feed_counter where shop_id = $1 for no key update";

    /// A statement of its own after the lock: folded into it, its snapshot would be older than the lock, and
    /// would number again what the holder before has numbered.
    private static final String NUMBER = """
        update change c set number = n.number
        from (
          select u.id, u.at, $2 + row_number() over (order by u.id) number
          from (select id, at from change where shop_id = $1 and number is null order by id limit $3) u
        ) n
        where c.shop_id = $1 and c.id = n.id and c.at = n.at\
        """;
    private static final String ADVANCE = "update feed_counter set last_number = last_number + $2 where shop_id = $1";

    /// In the transaction that numbers and in none that writes facts: its lock lets one transaction commit at a
    /// time.
    private static final String NOTIFY =
            "select pg_notify('" + ChangeNotices.CHANNEL + "', cast($1 as int) || ' ' || cast($2 as bigint))";

    private static final String TRY = LOCK + " skip locked";
    private static final String STATE = "select last_number, floor from feed_counter where shop_id = $1";
    private static final String LOOK = """
        select last_number, floor, exists (select from change where shop_id = $1 and number is null) behind
        from feed_counter where shop_id = $1\
        """;

    /// How long a reader waits for another who numbers, and how often: a tenth of a second in all.
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int PAUSES = 5;

    private final ShopSteps steps;
    private final ShopReads reads;

    ChangeNumbers(ShopSteps steps, ShopReads reads) {
        this.steps = steps;
        this.reads = reads;
    }

    /// Numbers what has committed so far, in transactions of at most 5,000 changes; gives how many.
    public Uni<Long> number(Shop shop) {
        return numbered(shop)
                .chain(done ->
                        done < STEP ? Uni.createFrom().item(done) : number(shop).map(more -> done + more));
    }

    /// Numbers 5,000 changes at most; whether there may be more.
    Uni<Boolean> step(Shop shop) {
        return numbered(shop).map(done -> done == STEP);
    }

    /// For a reader, who wants to know of what has just committed: numbers 5,000 changes at most and leaves the
    /// others to the background; waits a tenth of a second at most for another who numbers. Gives what is
    /// numbered then.
    public Uni<FeedState> catchUp(Shop shop) {
        // Most find nothing to number: a look costs them no lock, for which they would wait for each other.
        return look(shop)
                .chain(state -> state.behind()
                        ? numberedByReader(shop)
                        : Uni.createFrom().item(state));
    }

    private Uni<FeedState> numberedByReader(Shop shop) {
        return tried(shop, PAUSES)
                .chain(behind -> reads.find(shop, row -> state(row, behind), STATE, shop.id()))
                .map(found -> found.orElseThrow());
    }

    /// The same for one who wants to leave out all that was before.
    public Uni<FeedState> catchUpWholly(Shop shop) {
        return number(shop).chain(all -> catchUp(shop));
    }

    /// How far the changes are numbered, without numbering any.
    Uni<FeedState> look(Shop shop) {
        return reads.find(shop, row -> state(row, row.getBoolean("behind")), LOOK, shop.id())
                .map(found -> found.orElseThrow());
    }

    /// Whether there may be more to number.
    private Uni<Boolean> tried(Shop shop, int times) {
        return steps.run(shop, connection -> attempt(connection, shop)).chain(numbered -> {
            if (numbered.isPresent() || times == 0) {
                return Uni.createFrom().item(numbered.orElse((long) STEP) == STEP);
            }
            return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).chain(() -> tried(shop, times - 1));
        });
    }

    /// Empty if another one is at it.
    private static Uni<Optional<Long>> attempt(SqlConnection connection, Shop shop) {
        return Sql.query(connection, TRY, Sql.tuple(shop.id()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : numbered(connection, shop.id(), rows)
                                .call(done -> done < STEP
                                        ? Uni.createFrom().voidItem()
                                        : DueTable.now(connection, shop, Numbering.KIND))
                                .map(Optional::of));
    }

    /// What is numbered already, for a fact transaction.
    public static Uni<FeedState> state(FactSession session) {
        return session.query(STATE, session.shop().id())
                .map(rows -> state(rows.iterator().next(), true));
    }

    private static FeedState state(Row row, boolean behind) {
        return new FeedState(row.getLong("last_number"), row.getLong("floor"), behind);
    }

    private Uni<Long> numbered(Shop shop) {
        return steps.run(
                shop,
                connection -> Sql.query(connection, LOCK, Sql.tuple(shop.id()))
                        .chain(rows -> numbered(connection, shop.id(), rows)));
    }

    private static Uni<Long> numbered(SqlConnection connection, int shop, RowSet<Row> locked) {
        long last = locked.iterator().next().getLong("last_number");
        return Sql.query(connection, NUMBER, Sql.tuple(shop, last, STEP))
                .map(rows -> (long) rows.rowCount())
                .call(done -> done == 0 ? Uni.createFrom().voidItem() : advance(connection, shop, last, done));
    }

    private static Uni<?> advance(SqlConnection connection, int shop, long last, long done) {
        return Sql.pipelined(List.of(
                Sql.query(connection, ADVANCE, Sql.tuple(shop, done)),
                Sql.query(connection, NOTIFY, Sql.tuple(shop, last + done))));
    }
}
