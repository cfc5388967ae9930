package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sixteen writers on four customers send commands of every kind, many of them twice under one key. Whatever
/// they do, no point is made or lost, nothing happens twice, and each ledger tells its own story without a
/// contradiction.
@KequnTest
class PointsStormTest {
    private static final int WRITERS = 16;
    private static final int COMMANDS = System.getProperty("long") == null ? 1_000 : 5_000;
    private static final List<String> CUSTOMERS = List.of("pos:1", "pos:2", "pos:3", "pos:4");

    @Inject
    Pool pool;

    /// What one storm has sent; commands are told apart by their reason, which is their key.
    private record Storm(
            Purse purse,
            Map<String, Integer> statuses,
            ConcurrentLinkedQueue<String[]> holds,
            ConcurrentLinkedQueue<String[]> entries) {}

    @ParameterizedTest
    @EnumSource(ReversalPolicy.class)
    void everythingAddsUp(ReversalPolicy policy) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("Seed of the storm: " + seed + " (-Dseed=)");
        var purse = Purse.ofNewShop();
        purse.settings(Map.of("reversal", policy.text()));
        CUSTOMERS.forEach(customer -> {
            purse.customer(customer);
            purse.earn(customer, 500);
        });
        var storm = new Storm(
                purse, new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());

        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(i -> () -> write(storm, new Random(seed + i)))
                    .toList();
            for (var writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }

        assertThat(storm.statuses.values()).as("seed %s", seed).isSubsetOf(200, 409, 422);
        PointsLaw.requireHeld(pool, purse.shop());
        var done = new HashMap<String, Integer>();
        for (var customer : CUSTOMERS) {
            var ledger = whole(purse, customer);
            new LedgerStory(lots(purse, customer)).require(ledger, policy);
            ledger.forEach(entry -> count(done, entry));
        }
        storm.statuses.forEach((key, status) -> assertThat(done.getOrDefault(key, 0))
                .as("command %s, answered %s, seed %s", key, status, seed)
                .isEqualTo(status == 200 ? 1 : 0));
    }

    /// The second entry of a gift, and the release of a hold's rest, belong to the first.
    private static void count(Map<String, Integer> done, Map<String, Object> entry) {
        boolean first = !entry.get("kind").equals("transfer_in")
                && !(entry.get("kind").equals("release")
                        && String.valueOf(entry.get("note")).equals("consume"));
        if (entry.get("reason") != null && first) {
            done.merge((String) entry.get("reason"), 1, Integer::sum);
        }
    }

    private static Void write(Storm storm, Random random) {
        for (int i = 0; i < COMMANDS / WRITERS; i++) {
            var key = UUID.randomUUID().toString();
            var customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
            var command = command(storm, random, customer);
            for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
                send(storm, key, customer, command);
            }
        }
        return null;
    }

    private record Sent(String verb, Map<String, Object> body, String customer) {}

    private static Sent command(Storm storm, Random random, String customer) {
        var body = new LinkedHashMap<String, Object>();
        body.put("points", 1 + random.nextInt(60));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                if (random.nextBoolean()) {
                    body.put("expiresAt", "2027-01-01T00:00:0" + random.nextInt(9) + "Z");
                }
                yield new Sent("earn", body, customer);
            }
            case 3, 4 -> new Sent("redeem", body, customer);
            case 5 -> new Sent("freeze", body, customer);
            case 6 -> ofHold(storm, random, body, customer);
            case 7 -> {
                body.put("to", CUSTOMERS.get(random.nextInt(CUSTOMERS.size())));
                yield new Sent("transfer", body, customer);
            }
            case 8 -> {
                body.put("points", (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(30)));
                yield new Sent("adjust", body, customer);
            }
            default -> {
                var entry = storm.entries.poll();
                yield entry == null
                        ? new Sent("earn", body, customer)
                        : new Sent("entries/" + entry[1] + "/reverse", body, entry[0]);
            }
        };
    }

    private static Sent ofHold(Storm storm, Random random, Map<String, Object> body, String customer) {
        var hold = storm.holds.poll();
        if (hold == null) {
            return new Sent("freeze", body, customer);
        }
        if (random.nextBoolean()) {
            return new Sent("holds/" + hold[1] + "/release", new LinkedHashMap<>(), hold[0]);
        }
        body.put("points", 1);
        body.put("note", "consume");
        return new Sent("holds/" + hold[1] + "/consume", body, hold[0]);
    }

    private static void send(Storm storm, String key, String customer, Sent sent) {
        sent.body.put("reason", key);
        var answer = storm.purse
                .shop()
                .given()
                .header("Idempotency-Key", key)
                .body(sent.body)
                .post("/v1/customers/" + sent.customer + "/points/" + sent.verb);
        var before = storm.statuses.put(key, answer.statusCode());
        if (before != null && before == 200) {
            assertThat(answer.statusCode()).isEqualTo(200);
            return;
        }
        if (answer.statusCode() == 200 && sent.verb.equals("freeze")) {
            storm.holds.add(new String[] {sent.customer, answer.path("hold.id")});
        }
        if (answer.statusCode() == 200 && List.of("earn", "redeem", "adjust").contains(sent.verb)) {
            storm.entries.add(new String[] {sent.customer, answer.path("entries[0].id")});
        }
    }

    private static List<Map<String, Object>> whole(Purse purse, String customer) {
        return pages(purse, "/v1/customers/" + customer + "/points/ledger").reversed();
    }

    private static List<Map<String, Object>> lots(Purse purse, String customer) {
        return pages(purse, "/v1/customers/" + customer + "/points/lots");
    }

    private static List<Map<String, Object>> pages(Purse purse, String path) {
        var all = new ArrayList<Map<String, Object>>();
        String after = null;
        do {
            var request = purse.shop().given().queryParam("limit", 200);
            var page = (after == null ? request : request.queryParam("after", after))
                    .get(path)
                    .jsonPath();
            all.addAll(page.getList("items"));
            after = page.getString("page.next");
        } while (after != null);
        return all;
    }
}
