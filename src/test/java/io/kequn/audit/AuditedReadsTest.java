package io.kequn.audit;

import static io.kequn.audit.AuditLogTest.RULE;
import static io.kequn.audit.AuditLogTest.ofRequest;
import static io.kequn.audit.AuditLogTest.request;
import static io.kequn.audit.AuditLogTest.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.audit.AuditLogTest.Change;
import io.kequn.platform.access.Shop;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// Who has read what of persons, and what was ordered about them.
@KequnTest
class AuditedReadsTest {
    @Inject
    ReadQueue queue;

    @Inject
    DataSource database;

    @Test
    void commandsAboutPersonsAreTold() {
        var shop = TestShop.create();
        var ada = customer(shop, "1");
        var eve = customer(shop, "2");
        var bob = customer(shop, "3");
        var commands = List.of(
                new Change("POST", "customers/" + ada + "/access-tokens", "{}", "created customerToken"),
                new Change("DELETE", "customers/" + ada + "/access-tokens", "", "deleted customerToken"),
                new Change("POST", "customers/" + ada + "/privacy/export", "{}", "read personExport"),
                new Change("POST", "customers/" + eve + "/merge", Map.of("into", ada, "dryRun", true), ""),
                new Change("POST", "customers/" + eve + "/merge", Map.of("into", ada), "merged customer"),
                new Change("POST", "customers/" + ada + "/privacy/erase", Map.of("dryRun", true), ""),
                new Change("POST", "customers/" + ada + "/privacy/erase", "{}", "created erasure"),
                new Change("DELETE", "customers/" + bob, "", "deleted customer"));
        for (var command : commands) {
            var request = UUID.randomUUID().toString();
            send(shop, request, command);
            var told = entries(shop, request).stream()
                    .filter(entry -> !entry.get("resource").equals("customer")
                            || !entry.get("operation").equals("read"))
                    .toList();

            var expected = command.entry().isEmpty() ? List.of() : List.of(command.entry());
            assertThat(told.stream().map(entry -> entry.get("operation") + " " + entry.get("resource")))
                    .as("%s", command)
                    .isEqualTo(expected);
            told.forEach(entry -> assertThat((List<?>) entry.get("customerIds"))
                    .as("%s", command)
                    .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
                    .containsAnyOf(ada, bob));
        }
        String erasure = shop.given().get("/v1/privacy/erasures").path("items[0].id");
        send(shop, "cancel", new Change("POST", "privacy/erasures/" + erasure + "/cancel", "{}", ""));
        ofRequest(shop, "cancel");
        assertThat(entries(shop, "cancel"))
                .filteredOn(entry -> entry.get("resource").equals("erasure"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("resourceId")).isEqualTo(erasure))
                .satisfies(
                        entry -> assertThat(String.valueOf(entry.get("after"))).contains("cancelled"));
    }

    private static List<Map<String, Object>> entries(TestShop shop, String request) {
        return ofRequest(shop, request).getList("items");
    }

    private static String customer(TestShop shop, String externalId) {
        return shop.given()
                .body(Map.of("name", "Ada", "email", "ada" + externalId + "@example.com"))
                .put("/v1/customers/pos:" + externalId)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    @Test
    void readsOfPersonalDataAreOneEntryARequest() {
        var shop = TestShop.create();
        var ids = Stream.of("1", "2", "3").map(each -> customer(shop, each)).toList();
        shop.given().body("{}").put("/v1/customers/pos:bare").then().statusCode(201);
        var token = shop.given()
                .body("{}")
                .post("/v1/customers/" + ids.getFirst() + "/access-tokens")
                .<String>path("token");

        request(shop, "one").get("/v1/customers/pos:1").then().statusCode(200);
        request(shop, "card").get("/v1/customers/pos:2/card").then().statusCode(200);
        request(shop, "list").get("/v1/customers").then().statusCode(200);
        request(shop, "file").accept("text/csv").get("/v1/customers").then().statusCode(200);
        request(shop, "bare").get("/v1/customers/pos:bare").then().statusCode(200);
        request(shop, "refused").get("/v1/customers/pos:absent").then().statusCode(404);
        graphQL(shop, "named", "{ customers { nodes { name email } } again: customers { nodes { phone } } }");
        graphQL(shop, "unnamed", "{ customers { nodes { city tags { key } } } }");
        TestShop.as(token)
                .header("X-Request-Id", "own")
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("email", is("ada1@example.com"));
        queue.stop(new ShutdownEvent());

        var read = "/v1/audit-log?operation=read&resource=customer&limit=200";
        Eventually.holds(() -> shop.given().get(read).<List<?>>path("items").size() >= 5);
        var reads = new HashMap<String, Map<String, Object>>();
        shop.given().get(read).jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(entry -> !String.valueOf(entry.get("after")).contains("PUT "))
                .forEach(entry -> assertThat(reads.put((String) entry.get("requestId"), entry))
                        .isNull());
        assertThat(reads).containsOnlyKeys("one", "card", "list", "file", "named");
        assertThat(reads.get("one").get("customerIds")).isEqualTo(List.of(ids.getFirst()));
        assertThat(reads.get("one").get("after")).isEqualTo(Map.of("request", "GET /v1/customers/{customer}"));
        assertThat(reads.get("card").get("customerIds")).isEqualTo(List.of(ids.get(1)));
        for (var request : List.of("list", "file", "named")) {
            assertThat(reads.get(request).get("customers")).as(request).isEqualTo(3);
            assertThat((List<?>) reads.get(request).get("customerIds"))
                    .as(request)
                    .hasSize(3);
        }
        assertThat(reads.get("named").get("after")).isEqualTo(Map.of("request", "POST /graphql"));
    }

    private static void graphQL(TestShop shop, String id, String query) {
        request(shop, id).body(Map.of("query", query)).post("/graphql").then().body("errors", nullValue());
    }

    @Test
    void rowsThatAnImportCouldNotTakeAreTold() {
        var shop = TestShop.create();
        var columns = List.of(Map.of("to", "externalId", "column", "id"), Map.of("to", "email", "column", "mail"));
        String id = shop.given()
                .body(Map.of("kind", "customers", "source", "pos", "mapping", columns))
                .post("/v1/imports")
                .path("id");
        shop.given()
                .contentType("text/csv")
                .body("id,mail\n3,no address\n")
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(
                () -> "succeeded".equals(shop.given().get("/v1/imports/" + id).path("status")));

        request(shop, "errors")
                .get("/v1/imports/" + id + "/errors")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        queue.stop(new ShutdownEvent());

        Eventually.holds(() -> entries(shop, "errors").size() == 1);
        assertThat(entries(shop, "errors").getFirst())
                .containsEntry("operation", "read")
                .containsEntry("customers", 1)
                .containsEntry("customerIds", List.of());
    }

    /// Those of one that was merged into it as well, and all of them when nobody is left.
    @Test
    void entriesThatNameACustomerAreFound() {
        var shop = TestShop.create();
        var ada = customer(shop, "1");
        var eve = customer(shop, "2");
        var bob = customer(shop, "3");
        request(shop, "ada").get("/v1/customers/pos:1").then().statusCode(200);
        request(shop, "eve").get("/v1/customers/pos:2").then().statusCode(200);
        request(shop, "all").get("/v1/customers").then().statusCode(200);
        queue.stop(new ShutdownEvent());
        Eventually.holds(() -> of(shop, ada).contains("all"));
        request(shop, "token")
                .body("{}")
                .post("/v1/customers/pos:3/access-tokens")
                .then()
                .statusCode(201);

        assertThat(of(shop, ada)).containsExactly("all", "ada");
        assertThat(of(shop, bob)).containsExactly("token", "all");
        assertThat(of(shop, UUID.randomUUID().toString())).isEmpty();
        assertThat(of(TestShop.create(), ada)).isEmpty();
        request(shop, "merge")
                .body(Map.of("from", eve))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200);
        shop.given()
                .body(Map.of("cancelWindow", "PT0S"))
                .post("/v1/customers/" + bob + "/privacy/erase")
                .then()
                .statusCode(200);

        assertThat(of(shop, ada)).containsExactly("merge", "all", "eve", "ada");
        assertThat(of(shop, eve)).containsExactly("merge", "all", "eve");
        assertThat(of(shop, bob)).containsExactly("token", "all");
        assertThat(shop.given()
                        .get("/v1/audit-log?operation=merged&customer=" + eve)
                        .<List<String>>path("items.requestId"))
                .containsExactly("merge");
        shop.given()
                .body(Map.of(
                        "query",
                        "{ auditLog(filter: {customer: \"" + eve
                                + "\", operation: MERGED}) { nodes { requestId customerIds } } }"))
                .post("/graphql")
                .then()
                .body("errors", nullValue())
                .body("data.auditLog.nodes[0].requestId", is("merge"))
                .body("data.auditLog.nodes[0].customerIds", hasItems(ada, eve));
        shop.given()
                .get("/v1/audit-log?customer=pos:1")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("customer"));

        request(shop, "erase")
                .body(Map.of("cancelWindow", "PT0S"))
                .post("/v1/customers/" + ada + "/privacy/erase")
                .then()
                .statusCode(200);
        Eventually.holds(() -> shop.given().get("/v1/customers/" + eve).statusCode() != 200);
        assertThat(of(shop, ada)).contains("erase", "merge", "all", "eve", "ada");
        assertThat(of(shop, eve)).contains("erase", "merge", "all", "eve");
    }

    /// In GraphQL, too, and under each id that the person had.
    @Test
    void deletionsAreToldUnderEachIdOfThePerson() {
        var shop = TestShop.create();
        var ada = customer(shop, "1");
        var eve = customer(shop, "2");
        shop.given()
                .body(Map.of("from", eve))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200);

        request(shop, "gone")
                .body(Map.of(
                        "query", "mutation { customerDelete(input: {customer: \"pos:1\"}) { userErrors { code } } }"))
                .post("/graphql")
                .then()
                .body("errors", nullValue());

        for (var id : List.of(ada, eve)) {
            shop.given()
                    .get("/v1/audit-log?operation=deleted&customer=" + id)
                    .then()
                    .body("items", hasSize(1))
                    .body("items[0].requestId", is("gone"))
                    .body("items[0].actor.kind", is("api_key"))
                    .body("items[0].resourceId", is(ada))
                    .body("items[0].customerIds", hasItems(ada, eve));
        }
    }

    /// By which requests, the newest first; what the test's own preparations did has ids of its own.
    private static List<String> of(TestShop shop, String customer) {
        var known = List.of("ada", "eve", "all", "token", "merge", "erase");
        return shop
                .given()
                .get("/v1/audit-log?limit=200&customer=" + customer)
                .jsonPath()
                .getList("items.requestId", String.class)
                .stream()
                .filter(known::contains)
                .distinct()
                .toList();
    }

    /// While the log cannot be written; what was read before is not lost, and told as of when it was.
    @Test
    void nobodyReadsOnWhileTheLogIsFull() throws Exception {
        var shop = TestShop.create();
        customer(shop, "1");
        var id = id(shop);
        execute(
                "create function fail_to_audit() returns trigger language plpgsql as $$ begin"
                        + " raise exception 'no room' using errcode = '53100'; end $$",
                "create trigger fail_to_audit before insert on audit_entry for each row when (new.shop_id = " + id
                        + " and new.operation = 'read') execute function fail_to_audit()");
        CompletableFuture<Integer> patient;
        try {
            request(shop, "before").get("/v1/customers/pos:1").then().statusCode(200);
            for (int i = 0; i < 10_000; i++) {
                queue.add(of(id), filler());
            }
            request(shop, "full")
                    .get("/v1/customers/pos:1")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("code", is("unavailable"));
            patient = CompletableFuture.supplyAsync(
                    () -> request(shop, "patient").get("/v1/customers/pos:1").statusCode());
        } finally {
            execute("drop function fail_to_audit cascade");
        }

        assertThat(patient.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        Eventually.holds(() -> entries(shop, "patient").size() == 1);
        assertThat(entries(shop, "full")).isEmpty();
        assertThat(entries(shop, "before")).hasSize(1);
        assertThat(count(id, "filler")).isEqualTo(10_000);
        var told = Instant.parse((String) entries(shop, "before").getFirst().get("recordedAt"));
        var after = Instant.parse((String) entries(shop, "patient").getFirst().get("recordedAt"));
        assertThat(Duration.between(told, after)).isGreaterThan(Duration.ofSeconds(5));
    }

    private static Shop of(int id) {
        return new Shop(id, "full", Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
    }

    private static JsonObject filler() {
        return new JsonObject()
                .put("kind", "system")
                .put("actor", "test")
                .put("request", "filler")
                .put("by", "GET /v1/customers")
                .put("ids", new JsonArray())
                .put("customers", 1);
    }

    private int id(TestShop shop) throws SQLException {
        return number("select id from shop where key = '" + shop.key() + "'");
    }

    private int count(int shop, String request) throws SQLException {
        return number("select count(*) from audit_entry, set_config('app.shop', '" + shop
                + "', false) where request_id = '" + request + "' and shop_id = " + shop);
    }

    private int number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// What becomes due without anybody's request.
    @Test
    void workInTheBackgroundIsToldAsItsOwn() {
        var shop = TestShop.createAt("2026-03-01T10:00:00");
        var ada = customer(shop, "1");
        String erasure = request(shop, "asked")
                .body(Map.of("cancelWindow", "P2D"))
                .post("/v1/customers/" + ada + "/privacy/erase")
                .path("id");
        shop.advance(Duration.ofDays(3));
        var updates = "/v1/audit-log?resource=erasure&operation=updated";
        Eventually.holds(() -> !shop.given().get(updates).<List<?>>path("items").isEmpty());

        shop.given()
                .get(updates)
                .then()
                .body("items", hasSize(1))
                .body("items[0].resourceId", is(erasure))
                .body("items[0].actor.kind", is("system"))
                .body("items[0].actor.id", is("erasure"))
                .body("items[0].after.state", is("done"))
                .body("items[0].requestId", not(is("asked")))
                .body("items[0].customerIds", is(List.of(ada)));
    }

    /// What waits is written before the service stops, and there is nothing left.
    @Test
    void readsAreWrittenBeforeTheServiceStops() {
        var shop = TestShop.create();
        customer(shop, "1");
        for (int i = 0; i < 50; i++) {
            request(shop, "r" + i).get("/v1/customers/pos:1").then().statusCode(200);
        }

        queue.stop(new ShutdownEvent());

        shop.given()
                .get("/v1/audit-log?operation=read&limit=200")
                .then()
                .body("items.requestId", hasItems("r0", "r48"));
    }

    @Test
    void filesAndSecretsThatAreFetchedAreTold() {
        var shop = TestShop.create();
        customer(shop, "1");
        send(shop, "s", new Change("PUT", "segments/s", Map.of("name", "S", "rule", RULE), ""));
        send(shop, "p", new Change("POST", "segments/s/publish", "{}", ""));
        Eventually.holds(() -> "ready".equals(shop.given().get("/v1/segments/s").path("status")));
        var export = request(shop, "made")
                .body(Map.of("purpose", "marketing", "channel", "email"))
                .post("/v1/segments/s/exports")
                .<String>path("id");
        request(shop, "fetched")
                .accept("text/csv")
                .get("/v1/exports/" + export + "/file")
                .then()
                .statusCode(200);
        var webhook = shop.given()
                .body(Map.of("url", "http://127.0.0.1:9/x", "enabled", false))
                .post("/v1/webhooks")
                .<String>path("webhook.id");
        request(shop, "secret")
                .get("/v1/webhooks/" + webhook + "/secret")
                .then()
                .statusCode(200);

        for (var told : Map.of(
                        "made", "created audienceExport " + export,
                        "fetched", "read audienceExport " + export,
                        "secret", "read webhookSecret " + webhook)
                .entrySet()) {
            assertThat(entries(shop, told.getKey()))
                    .extracting(entry ->
                            entry.get("operation") + " " + entry.get("resource") + " " + entry.get("resourceId"))
                    .as(told.getKey())
                    .containsExactly(told.getValue());
        }
    }
}
