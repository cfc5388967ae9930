package io.kequn.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.crypto.BlindIndex;
import io.kequn.crypto.EncryptionSettings;
import io.kequn.crypto.KeySet;
import io.kequn.crypto.Keys;
import io.kequn.crypto.Sealer;
import io.quarkus.arc.All;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A shop whose values are sealed by the older key of each set goes over to the newer one, while it is read and
/// written.
@KequnTest
class KeyRotationTest {
    private static final int CUSTOMERS = 2_200;
    private static final String NEWEST = "(select max(first_used_at) from encryption_key where purpose = 'data')";

    @Inject
    @All
    List<SealedRows> tables;

    @Inject
    EncryptionSettings settings;

    @Inject
    Pool pool;

    private TestShop shop;
    private int id;

    @BeforeEach
    void open() {
        shop = TestShop.create();
        id = pool.preparedQuery("select id from shop where key = $1")
                .executeAndAwait(Tuple.of(shop.key()))
                .iterator()
                .next()
                .getInteger(0);
    }

    @Test
    void nobodyFailsToReadWhileItRuns() throws Exception {
        fill();
        var older = new Keys(
                Sealer.of(withOldest(settings.keySet().orElseThrow())),
                BlindIndex.of(withOldest(settings.indexKeySet().orElseThrow())));
        int sealed = sealAll(older);
        assertThat(sealed).isGreaterThan(CUSTOMERS + 2);
        check(1);
        var failures = new ConcurrentLinkedQueue<String>();
        var reads = new AtomicInteger();
        var ended = new AtomicBoolean();

        var readers = Executors.newFixedThreadPool(4);
        try {
            IntStream.range(0, 4).forEach(n -> readers.execute(() -> read(n, ended, reads, failures)));
            inShop(connection -> connection
                    .preparedQuery(
                            "insert into due (shop_id, kind, due_at) values ($1, 'key-renewal', clock_timestamp())")
                    .execute(Tuple.of(id)));
            Eventually.holds(() -> "succeeded".equals(job().getString("status")));
        } finally {
            ended.set(true);
        }

        readers.shutdown();
        assertThat(readers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(reads.get()).isGreaterThan(20);
        // What the writer has changed before, the job found done.
        assertThat(job().getInt("done")).isBetween(sealed / 2, sealed);
        var newest = new Keys(
                Sealer.of(KeySet.parse(settings.keySet().orElseThrow(), "test").primaryOnly()),
                BlindIndex.of(KeySet.parse(settings.indexKeySet().orElseThrow(), "test")
                        .primaryOnly()));
        assertThat(sealAll(newest)).as("rows that older keys have sealed").isZero();
        check(2);
        assertThat(resealed()).isTrue();
    }

    @Test
    void shopsThatWereNotGoneThroughAreFound() {
        var planned = pool.withTransaction(connection -> connection
                        .query("insert into encryption_key select 'data', 1, '', first_used_at - interval '1 hour' from"
                                + " encryption_key where purpose = 'data'")
                        .execute()
                        .chain(() -> planned(connection, NEWEST + " - interval '1 minute'"))
                        .chain(before -> planned(connection, NEWEST + " + interval '1 minute'")
                                .map(after -> List.of(before, after)))
                        .chain(both -> forgotten(connection).map(forgotten -> {
                            var all = new ArrayList<>(both);
                            all.add(forgotten);
                            return all;
                        }))
                        .call(() -> connection.query("rollback; begin").execute()))
                .await()
                .indefinitely();

        // Before the newest key: to be gone through. After it: not yet again. Not before a day is the older one
        // forgotten.
        assertThat(planned).containsExactly(1, 0, 0);
    }

    @Test
    void olderKeyIsForgottenOnceEveryShopWasGoneThrough() {
        var forgotten = pool.withTransaction(connection -> connection
                        .query("insert into encryption_key select 'data', 1, '', first_used_at - interval '1 hour' from"
                                + " encryption_key where purpose = 'data'")
                        .execute()
                        .chain(() -> connection
                                .query("update shop set resealed_at = "
                                        + "(select max(first_used_at) from encryption_key)" + " + interval '1 day'")
                                .execute())
                        .chain(() -> forgotten(connection))
                        .call(() -> connection.query("rollback; begin").execute()))
                .await()
                .indefinitely();

        assertThat(forgotten).isOne();
    }

    private Uni<Integer> planned(SqlConnection connection, String at) {
        return connection
                .query("update shop set resealed_at = " + at + " where id = " + id
                        + "; delete from due where kind = 'key-renewal'")
                .execute()
                .chain(() -> connection.query(KeyChanges.PLAN).execute())
                .chain(() -> connection
                        .query("select count(*)::int from due where kind = 'key-renewal' and shop_id = " + id)
                        .execute())
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static Uni<Integer> forgotten(SqlConnection connection) {
        return connection.query(KeyChanges.FORGET).execute().map(rows -> rows.rowCount());
    }

    /// Customers by a file, an answer that is kept, a webhook, and a row with an error.
    private void fill() {
        String file = shop.given()
                .body(Map.of(
                        "kind",
                        "customers",
                        "source",
                        "file",
                        "mapping",
                        List.of(
                                Map.of("to", "externalId", "column", "id"),
                                Map.of("to", "email", "column", "mail"),
                                Map.of("to", "phone", "column", "tel"))))
                .post("/v1/imports")
                .path("id");
        var rows = IntStream.range(0, CUSTOMERS)
                .mapToObj(n -> n + "," + email(n) + "," + phone(n))
                .collect(Collectors.joining("\n"));
        shop.given()
                .contentType("text/csv")
                .body(("id,mail,tel\n" + rows + "\nx,none,none").getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/" + file + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(
                () -> "succeeded".equals(shop.given().get("/v1/imports/" + file).path("status")));
        shop.given()
                .header("Idempotency-Key", "once")
                .body(Map.of("email", "once@example.com"))
                .post("/v1/customers")
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of("url", "http://127.0.0.1:9/", "filter", Map.of("types", List.of("customer.merged.v1"))))
                .post("/v1/webhooks")
                .then()
                .statusCode(201);
    }

    /// What is there is as it was.
    private void check(int time) {
        shop.given()
                .header("Idempotency-Key", "once")
                .body(Map.of("email", "once@example.com"))
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true");
        String hook = shop.given().get("/v1/webhooks").path("items[0].id");
        assertThat(shop.given().get("/v1/webhooks/" + hook + "/secret").<String>path("secret"))
                .as("time %d", time)
                .startsWith("whsec_");
        String file = shop.given().get("/v1/imports").path("items[0].id");
        assertThat(shop.given().get("/v1/imports/" + file + "/errors").<String>path("items[0].content"))
                .isEqualTo("x,none,none");
    }

    private void read(int reader, AtomicBoolean ended, AtomicInteger reads, Queue<String> failures) {
        for (int round = 0; !ended.get(); round++) {
            int n = (round * 37 + reader * 547) % CUSTOMERS;
            var answer = switch (reader) {
                case 0 -> shop.given().queryParam("phone", phone(n)).get("/v1/customers");
                case 1 -> shop.given().queryParam("email", email(n)).get("/v1/customers");
                case 2 -> shop.given().get("/v1/customers/file:" + n);
                default ->
                    shop.given()
                            .contentType("application/merge-patch+json")
                            .body(Map.of("lastName", "Round " + round))
                            .patch("/v1/customers/file:" + n);
            };
            if (answer.statusCode() != 200 || !answer.asString().contains("\"" + email(n) + "\"")) {
                failures.add(n + ": " + answer.statusCode() + " " + answer.asString());
            }
            reads.incrementAndGet();
        }
    }

    private static String email(int n) {
        return "customer-" + n + "@example.com";
    }

    private static String phone(int n) {
        return "+86138%08d".formatted(n);
    }

    private JsonPath job() {
        return shop.given().get("/v1/jobs").jsonPath().setRootPath("items.find { it.kind == 'key-rotation' }");
    }

    private boolean resealed() {
        return pool.preparedQuery("select resealed_at is not null from shop where id = $1")
                .executeAndAwait(Tuple.of(id))
                .iterator()
                .next()
                .getBoolean(0);
    }

    /// The same keys, with the oldest as the primary.
    private static KeySet withOldest(String text) {
        var oldest = JsonPath.from(text).getString("key[0].keyId");
        return KeySet.parse(text.replaceFirst("\"primaryKeyId\":\\s*\\d+", "\"primaryKeyId\":" + oldest), "test");
    }

    /// Seals all of the shop by the keys; answers how many rows were sealed by others.
    private int sealAll(Keys keys) {
        return tables.stream()
                .mapToInt(table -> inShop(connection -> connection
                        .preparedQuery("select * from " + table.table() + " where shop_id = $1")
                        .execute(Tuple.of(id))
                        .chain(rows -> sealAll(connection, table, keys, rows))))
                .sum();
    }

    private Uni<Integer> sealAll(SqlConnection connection, SealedRows table, Keys keys, Iterable<Row> rows) {
        var writes = StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> table.renewed(keys, id, row).map(values -> write(table, row, values)).stream())
                .toList();
        var set = new ArrayList<String>();
        for (var column : table.columns()) {
            set.add(column + " = " + table.written(column, "$" + (set.size() + 2)));
        }
        var where = new ArrayList<String>();
        for (var column : table.key()) {
            where.add(column.name() + " = $" + (set.size() + where.size() + 2));
        }
        return writes.isEmpty()
                ? Uni.createFrom().item(0)
                : connection
                        .preparedQuery("update " + table.table() + " set " + String.join(", ", set)
                                + " where shop_id = $1 and " + String.join(" and ", where))
                        .executeBatch(writes)
                        .replaceWith(writes.size());
    }

    private Tuple write(SealedRows table, Row row, List<@Nullable Object> values) {
        var write = Tuple.tuple().addInteger(id);
        values.forEach(write::addValue);
        table.key().forEach(column -> write.addValue(row.getValue(column.name())));
        return write;
    }

    private <T> T inShop(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection ->
                        connection.query("set local app.shop = " + id).execute().chain(() -> work.apply(connection)))
                .await()
                .indefinitely();
    }
}
