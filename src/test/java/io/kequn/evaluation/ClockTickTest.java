package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.SentStatements;
import io.kequn.TestShop;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.job.DueRun;
import io.kequn.segment.Segments;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One tick of the clock beside writers and other ticks, and what it costs.
@KequnTest
class ClockTickTest {
    @Inject
    DataSource database;

    @Inject
    ClockTick tick;

    @Inject
    Vertx vertx;

    private TestShop shop;
    private Segments segments;
    private StoredClock stored;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-03-10T12:00");
        segments = new Segments(shop);
        stored = new StoredClock(database, shop.key());
    }

    /// The writer has evaluated the order as of its own instant, and another's order of the same id, not yet
    /// committed, keeps it from writing. Once it commits, the order is too old already.
    @Test
    void aWriterThatBeganBeforeTheTickLosesNoFlip() throws SQLException {
        segments.publish("recent", "orders_placed MATCHES (date >= -2h)");
        order("old", "2026-01-05T10:00:00+08:00");
        var begun = stored.column("select evaluated_until from shop_clock where shop_id = %d");

        try (var other = database.getConnection()) {
            other.setAutoCommit(false);
            stored.column(other, """
                insert into customer_order (shop_id, id, source, external_id, customer_id, placed_at, total, amount,
                  counts, status, status_at, content_hash)
                values (%d, gen_random_uuid(), 'pos', 'late', gen_random_uuid(), now(), 1, 1, true, 'placed', now(), '')
                returning external_id\
                """);
            var placed = now().minus(Duration.ofHours(2)).plusSeconds(30).toString();
            var writer = CompletableFuture.supplyAsync(() -> order("late", placed));
            Eventually.holds(this::somebodyWaits);
            shop.advance(Duration.ofMinutes(5));
            pauseWhileTheTickWouldBeDone(begun);
            other.rollback();
            assertThat(writer.join().statusCode()).isEqualTo(201);
        }

        Eventually.holds(() -> segments.of("pos:1").isEmpty());
        // What came after the tick has been evaluated as of then, and stays right.
        Eventually.holds(() -> evaluatedUntil().isAfter(Instant.parse("2026-03-10T04:05:00Z")));
        assertThat(segments.of("pos:1")).isEmpty();
    }

    private boolean somebodyWaits() {
        return !stored.column("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database() and %1$d = %1$d")
                .isEmpty();
    }

    /// At most a second, since the writer waits for three.
    private void pauseWhileTheTickWouldBeDone(List<String> before) {
        var end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        var moved = Instant.parse("2026-03-10T04:05:00Z");
        while (System.nanoTime() < end && evaluatedUntil().isBefore(moved)) {
            Thread.onSpinWait();
        }
    }

    private Instant evaluatedUntil() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("evaluatedUntil"));
    }

    @Test
    void ticksAtOnceLogEachFlipOnce() {
        for (int i = 0; i < 30; i++) {
            order("pos:" + i, "o" + i, "2026-03-10T11:0" + i % 7 + ":00+08:00");
        }
        segments.publish("today", "last_order_date IN today");
        segments.publish("others", "NOT IN SEGMENT 'today'");
        segments.publish("recent", "orders_placed MATCHES (date >= -2h)");
        stored.holdClock();
        shop.advance(Duration.ofHours(13));

        var ticks = Stream.generate(() -> tick.run(run())).limit(6).toList();
        Uni.join().all(ticks).andCollectFailures().await().indefinitely();

        assertThat(stored.column("select operation || count(*) from change where reason = 'time' and shop_id = %d"
                        + " group by operation order by operation"))
                .containsExactly("added30", "removed60");
        var members = new StoredShop(database, shop.key());
        assertThat(members.replayed()).isEqualTo(members.members());
    }

    /// Neither the number of customers nor that of the rules makes a tick dearer in which nothing crosses a
    /// boundary, and nobody is locked.
    @Test
    void anIdleTickCostsAHandfulOfStatements() {
        order("pos:1", "1", "2026-03-10T09:30:00+08:00");
        segments.publish("s-0", "orders_placed MATCHES (date >= -1d) OR last_seen_at > -5h");
        segments.publish("s-1", "orders_placed MATCHES (date >= -3h)");
        stored.holdClock();
        var few = statements();

        stored.freeClock();
        for (int i = 2; i < 40; i++) {
            order("pos:" + i, "o" + i, "2026-03-0" + (1 + i % 9) + "T01:30:00+08:00");
        }
        for (int i = 2; i < 12; i++) {
            segments.publish(
                    "s-" + i, "orders_placed MATCHES (date >= -" + 7 * i + "h, count <= " + i + ") OR age > " + i);
        }
        stored.holdClock();
        shop.advance(Duration.ofSeconds(1));
        var many = statements();

        assertThat(many).as("%s", many).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(14);
        assertThat(many).noneMatch(sql -> sql.contains("for no key update") || sql.contains("segment_member"));
    }

    /// Without the looks for a writer that still runs, such as the end of a build.
    private List<String> statements() {
        return SentStatements.of(vertx, () -> tick.run(run())).stream()
                .filter(sql -> !sql.contains("virtualtransaction = any"))
                .toList();
    }

    @Test
    void onlyThoseAreLockedWhomTimeMoves() throws SQLException {
        order("pos:1", "1", "2026-03-10T11:00:00+08:00");
        order("pos:2", "2", "2026-02-10T11:00:00+08:00");
        segments.publish("today", "last_order_date IN today");
        var other = shop.given().get("/v1/customers/pos:2").path("id").toString();
        stored.holdClock();
        shop.advance(Duration.ofHours(13));

        try (var holder = database.getConnection()) {
            holder.setAutoCommit(false);
            stored.column(holder, "select id from customer where shop_id = %d and id = '" + other + "' for update");
            tick.run(run()).await().indefinitely();
            holder.rollback();
        }

        assertThat(segments.of("pos:1")).isEmpty();
    }

    /// A writer that stands still holds up the watermark, but nobody else.
    @Test
    void othersDoNotWaitForAWriterThatHangs() throws SQLException {
        order("pos:1", "1", "2026-03-10T11:00:00+08:00");
        segments.publish("today", "last_order_date IN today");
        stored.holdClock();
        shop.advance(Duration.ofHours(13));

        try (var writer = database.getConnection()) {
            writer.setAutoCommit(false);
            stored.column(writer, "select 1 from (select pg_advisory_xact_lock_shared(20001, %d)) locked");
            var done = tick.run(run()).await().indefinitely();

            assertThat(done.complete()).isFalse();
            assertThat(segments.of("pos:1")).isEmpty();
            assertThat(evaluatedUntil()).isBefore(done.until().at());
            writer.rollback();
        }

        var done = tick.run(run()).await().indefinitely();
        assertThat(done.complete()).isTrue();
        assertThat(evaluatedUntil()).isEqualTo(done.until().at());
    }

    private DueRun run() {
        var zone = ZoneId.of("Asia/Shanghai");
        var same = new Shop(stored.shop(), shop.key(), Currency.getInstance("CNY"), zone, DayOfWeek.MONDAY, "CN", true);
        var caller = Caller.system("clock", same);
        return new DueRun(same, caller, SegmentClock.KIND);
    }

    private Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }

    private Response order(String id, String placedAt) {
        return order("pos:1", id, placedAt);
    }

    private Response order(String customer, String id, String placedAt) {
        return segments.order(customer, id, "20.00", placedAt)
                .statusCode(201)
                .extract()
                .response();
    }
}
