package io.kequn.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Devices that were offline send what was done on them.
@KequnTest
class SyncPushTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private TestShop shop;
    private Segments segments;
    private int made;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
        new TagRules(shop).define("a", "b", "c");
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Oslo");
    }

    @Test
    void whatTwoDevicesAddStays() {
        var one = SyncClient.latest(shop, "customer-tags");

        push("phone", add("pos:1", "a")).body("items.status", is(List.of("applied")));
        push("till", add("pos:1", "b"), add("pos:2", "a"))
                .body("items.status", is(List.of("applied", "applied")))
                .body("items.repeated", everyItem(is(false)));

        one.follow(10);
        assertThat(one.copy())
                .isEqualTo(Map.of(id("pos:1"), Map.of("a", "api", "b", "api"), id("pos:2"), Map.of("a", "api")));
    }

    @Test
    void whatIsSentAgainIsDoneOnce() throws Exception {
        var add = add("pos:1", "a");
        var remove = remove("pos:1", "a", number());
        Callable<List<String>> send = () -> push("phone", add, remove).extract().path("items.status");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = new ArrayList<List<String>>();
            for (var each : threads.invokeAll(java.util.Collections.nCopies(8, send))) {
                answers.add(each.get());
            }
            assertThat(answers).containsOnly(List.of("applied", "applied"));
        }

        push("phone", add).body("items.repeated", is(List.of(true))).body("items.status", is(List.of("applied")));
        assertThat(tags("pos:1")).isEmpty();
        push("till", add).body("items.repeated", is(List.of(false)));
        assertThat(tags("pos:1")).containsExactly("a");
    }

    @Test
    void aRemovalTakesOnlyWhatTheDeviceHasSeen() {
        push("phone", add("pos:1", "a"), add("pos:2", "a"));
        long seen = number();
        push("till", remove("pos:1", "a", seen), add("pos:2", "a"));
        push("till", add("pos:1", "a"));

        push("phone", remove("pos:1", "a", seen), remove("pos:2", "a", seen), remove("pos:2", "b", seen))
                .body("items.status", is(List.of("superseded", "superseded", "unchanged")));
        assertThat(tags("pos:1")).containsExactly("a");
        push("phone", remove("pos:1", "a", number())).body("items.status", is(List.of("applied")));
        assertThat(tags("pos:1")).isEmpty();
    }

    @Test
    void aDeviceTakesBackWhatItHasGivenItself() {
        long seen = number();
        push("phone", add("pos:1", "a"));

        push("phone", remove("pos:1", "a", seen)).body("items.status", is(List.of("applied")));
        push("phone", add("pos:1", "b"), remove("pos:1", "b", null));
        assertThat(tags("pos:1")).isEmpty();
    }

    /// What callers call their requests says nothing of which changes were a merger's.
    @Test
    void onlyWhatTheMergerItselfGaveCountsAsNeverGivenOnceItIsUndone() {
        push("till", add("pos:2", "b"));
        long seen = number();
        var named = shop.given().header("X-Request-Id", "nightly");
        String merger = named.body(Map.of("from", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200)
                .extract()
                .path("merge.id");
        named.body("{}").put("/v1/customers/pos:1/tags/a").then().statusCode(200);
        named.body("{}")
                .post("/v1/customers/pos:1/merges/" + merger + "/undo")
                .then()
                .statusCode(200);
        named.body("{}").put("/v1/customers/pos:2/tags/a").then().statusCode(200);

        push("phone", remove("pos:1", "a", seen), remove("pos:2", "a", seen), remove("pos:2", "b", seen))
                .body("items.status", is(List.of("superseded", "superseded", "applied")));
        assertThat(tags("pos:1")).containsExactly("a");
        assertThat(tags("pos:2")).containsExactly("a");
    }

    /// Nor which were the device's own.
    @Test
    void whatOthersGiveUnderTheSameRequestIdIsNotTheDevicesOwn() {
        var named = shop.given().header("X-Request-Id", "app");
        long seen = number();
        named.body(Map.of("device", "phone", "operations", List.of(add("pos:1", "a"))))
                .post("/v1/sync/customer-tags")
                .then()
                .body("items.status", is(List.of("applied")));
        named.delete("/v1/customers/pos:1/tags/a").then().statusCode(200);
        named.body("{}").put("/v1/customers/pos:1/tags/a").then().statusCode(200);

        push("phone", remove("pos:1", "a", seen)).body("items.status", is(List.of("superseded")));
        assertThat(tags("pos:1")).containsExactly("a");
    }

    @Test
    void withoutABaseTheDevicesTimeDecides() {
        push("till", add("pos:1", "a"));

        push("phone", at(remove("pos:1", "a", null), LONG_AGO)).body("items.status", is(List.of("superseded")));
        push("phone", at(remove("pos:1", "a", null), Instant.now().plusSeconds(5)))
                .body("items.status", is(List.of("applied")));
    }

    @Test
    void theLaterOfTwoThatExcludeEachOtherStays() {
        shop.given()
                .body(Map.of("key", "taste", "name", "Taste", "exclusive", true))
                .post("/v1/tag-groups")
                .then()
                .statusCode(201);
        for (var tag : List.of("sweet", "salty")) {
            shop.given()
                    .body(Map.of("key", tag, "name", tag, "groupKey", "taste"))
                    .post("/v1/tags")
                    .then()
                    .statusCode(201);
        }

        push("phone", add("pos:1", "salty"), add("pos:2", "sweet"), add("pos:1", "sweet"), add("pos:2", "salty"))
                .body("items.status", everyItem(is("applied")));
        assertThat(tags("pos:1")).containsExactly("sweet");
        assertThat(tags("pos:2")).containsExactly("salty");
    }

    @Test
    void rulesThatReadTheTagAnswerAtOnce() {
        segments.publish("tagged", "customer_tags CONTAINS 'a'");

        push("phone", add("pos:1", "a")).body("membershipChanges.key", hasItem("tagged"));
    }

    @Test
    void whatCannotBeDoneLeavesTheOthersAlone() {
        var done = add("pos:1", "a");
        push("phone", done);
        var reused = new HashMap<>(add("pos:2", "b"));
        reused.put("id", done.get("id"));
        var unknown = add("pos:99", "a");

        push(
                        "phone",
                        unknown,
                        add("pos:1", "nope"),
                        reused,
                        remove("pos:1", "a", number() + 1_000),
                        add("no reference", "a"),
                        add("pos:1", "b"))
                .body("items.status", is(List.of("refused", "refused", "refused", "refused", "refused", "applied")))
                .body(
                        "items.code",
                        is(Arrays.asList(
                                "customer_not_found",
                                "tag_not_found",
                                "operation_id_reuse",
                                "value_invalid",
                                "customer_not_found",
                                null)));

        segments.customer("pos:99", "Oslo");
        push("phone", unknown).body("items.status", is(List.of("applied"))).body("items.code", hasItem(nullValue()));
    }

    @Test
    void wrongInputIsRefusedAsAWhole() {
        send("/v1/sync/customer-tags", Map.of("device", "a b", "operations", List.of()))
                .statusCode(422)
                .body("errors.pointer", hasItem("/device"));
        send("/v1/sync/customer-tags", Map.of("device", "phone", "operations", List.of(Map.of("id", "x"))))
                .statusCode(400)
                .body("errors.pointer", hasItem("/operations/0/action"));
        var twice = add("pos:1", "a");
        send("/v1/sync/customer-tags", Map.of("device", "phone", "operations", List.of(twice, twice)))
                .statusCode(422)
                .body("errors.pointer", hasItem("/operations/1/id"));
        send("/v1/sync/customer-tags", Map.of("device", "phone", "operations", many(501)))
                .statusCode(422)
                .body("errors", hasSize(1));
        send("/v1/sync/segments", Map.of("device", "phone", "operations", List.of(twice)))
                .statusCode(404)
                .body("code", is("path_unknown"));
        assertThat(tags("pos:1")).isEmpty();
    }

    @Test
    void whatWasSentForSomebodyIsForgottenWithThem() {
        push("phone", add("pos:1", "a"));
        var add = add("pos:2", "a");
        push("phone", add);
        shop.given().delete("/v1/customers/pos:2").then().statusCode(200);

        push("phone", add).body("items.code", is(List.of("customer_not_found")));
    }

    @Test
    void graphQLDoesTheSame() {
        push("phone", add("pos:1", "a"));

        var first = ask(
                "{ sync(feed: CUSTOMER_TAGS) { items { operation customer key tag { source } } token number more } }");
        assertThat(first.getList("data.sync.items.key")).isEqualTo(List.of("a"));
        assertThat(first.getString("data.sync.items[0].tag.source")).isEqualTo("api");
        var pushed =
                ask("mutation { customerTagsPush(input: {device: \"phone\", operations: [{id: \"g1\", action: REMOVE,"
                        + " customer: \"pos:1\", tag: \"a\", at: \"2026-01-01T00:00:00Z\", base: "
                        + first.getLong("data.sync.number")
                        + "}]}) { items { id status repeated } userErrors { code } } }");
        assertThat(pushed.getString("data.customerTagsPush.items[0].status")).isEqualTo("APPLIED");
        var then = ask("{ sync(feed: CUSTOMER_TAGS, since: \"" + first.getString("data.sync.token")
                + "\") { items { operation key } more } }");
        assertThat(then.getList("data.sync.items.operation")).isEqualTo(List.of("REMOVED"));
        assertThat(ask("{ sync(feed: SEGMENTS, tagGroup: \"x\") { token } }")
                        .getString("errors[0].extensions.problem.code"))
                .isEqualTo("input_invalid");
    }

    private JsonPath ask(String query) {
        return shop.given().body(Map.of("query", query)).post("/graphql").jsonPath();
    }

    /// Devices that pull, do things offline and send them later, against a set that remembers who gave what when.
    @Test
    void devicesConvergeWhateverTheyDo() {
        var random = new Random(SEED);
        var truth = new HashMap<String, Map<String, Given>>();
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            devices.add(new Device("device-" + i));
        }
        for (int step = 0; step < 150; step++) {
            var device = devices.get(random.nextInt(devices.size()));
            if (random.nextInt(3) == 0) {
                device.pull(truth, random.nextInt(3) + 1, step);
            } else if (random.nextInt(3) == 0) {
                device.push(truth, step);
            } else {
                device.does(random);
            }
        }
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).push(truth, 1_000 + i);
        }
        var held = new TreeMap<String, TreeSet<String>>();
        truth.forEach((key, given) -> {
            if (given.values().stream().anyMatch(each -> each.stands)) {
                var parts = key.split(" ");
                held.computeIfAbsent(parts[0], who -> new TreeSet<>()).add(parts[1]);
            }
        });
        for (var customer : List.of("pos:1", "pos:2")) {
            assertThat(tags(customer))
                    .as("seed %d, %s", SEED, customer)
                    .containsExactlyElementsOf(held.getOrDefault(customer, new TreeSet<>()));
        }
        var copies = new TreeSet<String>();
        for (var device : devices) {
            device.client.follow(20);
            copies.add(device.client.copy().toString());
        }
        assertThat(copies).as("seed %d", SEED).hasSize(1);
    }

    /// That a device gave a tag last, in which step, and whether the tag stands.
    private static final class Given {
        private int step = -1;
        private boolean stands;
    }

    private final class Device {
        private final String name;
        private final SyncClient client = new SyncClient(shop, "customer-tags", Map.of());
        private final List<Map<String, Object>> queue = new ArrayList<>();
        private final Map<Object, Integer> seenAt = new HashMap<>();
        private int pulled = -1;

        Device(String name) {
            this.name = name;
        }

        void pull(Map<String, Map<String, Given>> truth, int pages, int step) {
            client.follow(pages);
            pulled = step;
        }

        void does(Random random) {
            var customer = "pos:" + (1 + random.nextInt(2));
            var tag = List.of("a", "b", "c").get(random.nextInt(3));
            var operation =
                    random.nextBoolean() ? add(customer, tag) : remove(customer, tag, Math.max(0, client.number()));
            seenAt.put(operation.get("id"), pulled);
            queue.add(operation);
        }

        /// What is said of each is what the set says.
        void push(Map<String, Map<String, Given>> truth, int step) {
            if (queue.isEmpty()) {
                return;
            }
            var expected = new ArrayList<String>();
            // Who gave what before this push; what it gives itself keeps none of its own removals away.
            for (var operation : queue) {
                expected.add(applied(truth, operation, step));
            }
            var sent = queue.toArray(Map[]::new);
            @SuppressWarnings("unchecked")
            Map<String, Object>[] all = sent;
            SyncPushTest.this.push(name, all).body("items.status", is(expected));
            if (step % 2 == 0) {
                SyncPushTest.this.push(name, all).body("items.status", is(expected));
            }
            queue.clear();
        }

        private String applied(Map<String, Map<String, Given>> truth, Map<String, Object> operation, int step) {
            var givers = truth.computeIfAbsent(
                    operation.get("customer") + " " + operation.get("tag"), key -> new HashMap<>());
            boolean stands = givers.values().stream().anyMatch(each -> each.stands);
            if (operation.get("action").equals("add")) {
                var mine = givers.computeIfAbsent(name, key -> new Given());
                mine.step = step;
                mine.stands = true;
                return stands ? "unchanged" : "applied";
            }
            int seen = seenAt.get(operation.get("id"));
            boolean since = givers.entrySet().stream()
                    .anyMatch(each -> !each.getKey().equals(name) && each.getValue().step > seen);
            if (since) {
                return "superseded";
            }
            givers.values().forEach(each -> each.stands = false);
            return stands ? "applied" : "unchanged";
        }
    }

    private List<Map<String, Object>> many(int count) {
        var all = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < count; i++) {
            all.add(add("pos:1", "a"));
        }
        return all;
    }

    private Map<String, Object> add(String customer, String tag) {
        return operation("add", customer, tag, null);
    }

    private Map<String, Object> remove(String customer, String tag, @Nullable Long base) {
        return operation("remove", customer, tag, base);
    }

    private Map<String, Object> operation(String action, String customer, String tag, @Nullable Long base) {
        var operation = new HashMap<String, Object>(Map.of(
                "id", "op-" + ++made,
                "action", action,
                "customer", customer,
                "tag", tag,
                "at", Instant.now().plusSeconds(5).toString()));
        if (base != null) {
            operation.put("base", base);
        }
        return operation;
    }

    private static Map<String, Object> at(Map<String, Object> operation, Instant at) {
        operation.put("at", at.toString());
        return operation;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private ValidatableResponse push(String device, Map<String, Object>... operations) {
        return send("/v1/sync/customer-tags", Map.of("device", device, "operations", List.of(operations)))
                .statusCode(200);
    }

    private ValidatableResponse send(String path, Map<String, ?> body) {
        return shop.given().body(body).post(path).then();
    }

    private long number() {
        return shop.given()
                .queryParam("latest", true)
                .get("/v1/sync/customer-tags")
                .jsonPath()
                .getLong("number");
    }

    private String id(String customer) {
        return shop.given().get("/v1/customers/" + customer).path("id");
    }

    private List<String> tags(String customer) {
        return shop.given().get("/v1/customers/" + customer + "/tags").path("items.key");
    }
}
