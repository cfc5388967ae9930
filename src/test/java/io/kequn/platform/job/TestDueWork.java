package io.kequn.platform.job;

import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
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
    private final SystemCallers callers;
    private final Pool pool;

    TestDueWork(FactTransaction facts, ShopReads reads, SystemCallers callers, Pool pool) {
        this.facts = facts;
        this.reads = reads;
        this.callers = callers;
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

    void age(TestShop shop, String key, Duration age) {
        inFacts(shop, session -> session.query("""
            update idempotency set created_at = created_at - cast($3 as bigint) * interval '1 second'
            where shop_id = $1 and key = $2\
            """, session.shop().id(), key, age.toSeconds()));
    }

    List<String> keys(TestShop testShop) {
        var shop = shop(testShop);
        return reads.list(
                        shop,
                        row -> row.getString("key"),
                        "select key from idempotency where shop_id = $1 order by key",
                        shop.id())
                .await()
                .indefinitely();
    }

    boolean isPlanned(TestShop shop) {
        return pool.preparedQuery("select from due where shop_id = $1 and kind = $2")
                        .execute(Tuple.of(shop(shop).id(), kind()))
                        .await()
                        .indefinitely()
                        .size()
                > 0;
    }

    private void inFacts(TestShop testShop, Function<FactSession, Uni<?>> work) {
        var command = new Command<>(SystemCallers.of(shop(testShop), "test"), "test", null, Boolean.class);
        facts.write(command, session -> work.apply(session).map(done -> changes -> true))
                .await()
                .indefinitely();
    }

    private Shop shop(TestShop shop) {
        return pool.preparedQuery("select id from shop where key = $1")
                .execute(Tuple.of(shop.key()))
                .chain(rows -> callers.shop(rows.iterator().next().getInteger("id")))
                .await()
                .indefinitely()
                .orElseThrow();
    }
}
