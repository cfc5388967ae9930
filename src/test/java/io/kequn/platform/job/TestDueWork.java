package io.kequn.platform.job;

import io.kequn.TestShop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Due work that counts its runs.
@Singleton
class TestDueWork implements DueWork {
    private final Map<String, Integer> runs = new ConcurrentHashMap<>();
    private final Map<String, Integer> more = new ConcurrentHashMap<>();
    private final Map<String, Duration> takes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> fails = new ConcurrentHashMap<>();
    private final FactTransaction facts;
    private final ShopReads reads;
    private final StoredShops shops;
    private final Pool pool;

    TestDueWork(FactTransaction facts, ShopReads reads, StoredShops shops, Pool pool) {
        this.facts = facts;
        this.reads = reads;
        this.shops = shops;
        this.pool = pool;
    }

    @Override
    public String kind() {
        return "test-due";
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        var key = run.shop().key();
        int count = runs.merge(key, 1, Integer::sum);
        if (Boolean.TRUE.equals(fails.remove(key))) {
            return Uni.createFrom().failure(new IllegalStateException("fails once"));
        }
        Optional<Instant> next = count <= more.getOrDefault(key, 0) ? run.again() : Optional.empty();
        var pause = takes.getOrDefault(key, Duration.ofMillis(1));
        return Uni.createFrom().item(next).onItem().delayIt().by(pause);
    }

    int runs(TestShop shop) {
        return runs.getOrDefault(shop.key(), 0);
    }

    void again(TestShop shop, int times) {
        more.put(shop.key(), times);
    }

    void takes(TestShop shop, Duration time) {
        takes.put(shop.key(), time);
    }

    void failsOnce(TestShop shop) {
        fails.put(shop.key(), true);
    }

    void plan(TestShop shop, Instant at) {
        inFacts(shop, session -> DueTable.plan(session, kind(), at));
    }

    void planForgetting(TestShop shop) {
        inFacts(shop, session -> DueTable.plan(session, "forget", Instant.EPOCH));
    }

    /// Work of so many kinds of a replica to come, due for long.
    void planUnknown(TestShop shop, int kinds) {
        inFacts(shop, session -> session.query("""
            insert into due (shop_id, kind, due_at)
            select $1, 'unknown-' || n, '1970-01-01' from generate_series(1, cast($2 as int)) as kinds (n)\
            """, session.shop().id(), kinds));
    }

    void forgetUnknown(TestShop shop) {
        inFacts(
                shop,
                session -> session.query(
                        "delete from due where shop_id = $1 and kind like 'unknown-%'",
                        session.shop().id()));
    }

    /// Makes all ended jobs of the shop, and what waits for its orders, so much older.
    void ageAll(TestShop shop, Duration age) {
        inFacts(
                shop,
                session -> session.query(
                                "update job set finished_at = finished_at - cast($2 as bigint) * interval '1 second'"
                                        + " where shop_id = $1 and finished_at is not null",
                                session.shop().id(),
                                age.toSeconds())
                        .chain(() -> session.query(
                                "update pending_order_update set recorded_at = recorded_at"
                                        + " - cast($2 as bigint) * interval '1 second' where shop_id = $1",
                                session.shop().id(),
                                age.toSeconds())));
    }

    long importErrors(TestShop testShop) {
        var shop = shops.of(testShop);
        return reads.find(
                        shop,
                        row -> row.getLong("n"),
                        "select count(*) n from import_error where shop_id = $1",
                        shop.id())
                .await()
                .indefinitely()
                .orElseThrow();
    }

    void age(TestShop shop, String key, Duration age) {
        inFacts(shop, session -> session.query("""
            update idempotency set created_at = created_at - cast($3 as bigint) * interval '1 second'
            where shop_id = $1 and key = $2\
            """, session.shop().id(), key, age.toSeconds()));
    }

    List<String> keys(TestShop testShop) {
        var shop = shops.of(testShop);
        return reads.list(
                        shop,
                        row -> row.getString("key"),
                        "select key from idempotency where shop_id = $1 order by key",
                        shop.id())
                .await()
                .indefinitely();
    }

    boolean isPlanned(TestShop shop) {
        return isPlanned(shop, kind());
    }

    boolean isForgettingPlanned(TestShop shop) {
        return isPlanned(shop, "forget");
    }

    private boolean isPlanned(TestShop shop, String kind) {
        return pool.preparedQuery("select from due where shop_id = $1 and kind = $2")
                        .execute(Tuple.of(shops.of(shop).id(), kind))
                        .await()
                        .indefinitely()
                        .size()
                > 0;
    }

    private void inFacts(TestShop testShop, Function<FactSession, Uni<?>> work) {
        var command = new Command<>(SystemCallers.of(shops.of(testShop), "test"), "test", null, Boolean.class);
        facts.write(command, session -> work.apply(session).map(done -> changes -> true))
                .await()
                .indefinitely();
    }
}
