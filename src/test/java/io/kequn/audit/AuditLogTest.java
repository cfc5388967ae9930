package io.kequn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestPeople;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who has changed which definition: one entry for each change, none for what changes nothing, and no way to change
/// one.
@KequnTest
class AuditLogTest {
    /// Tables with a shop's rows that the log says nothing of, each for a reason.
    private static final Map<String, String> EXCUSED = new HashMap<>();

    static {
        excuse("copies of what tag_rule, points_rule and versions say", "tag_rule_version", "points_rule_version");
        excuse("made from the published version", "layer", "level");
        excuse("facts of customers, told by the change log", "customer", "customer_attribute_history");
        excuse("facts of customers, told by the change log", "customer_consent", "customer_identity", "customer_level");
        excuse("facts of customers, told by the change log", "customer_level_event", "customer_moment", "customer_tag");
        excuse("told by the notes of mergers and by the change log", "customer_merge", "customer_merge_part");
        excuse("facts of customers, told by the change log", "customer_tag_exclusion", "customer_order", "order_line");
        excuse("facts of customers, told by the change log", "order_status_change", "order_refund", "event");
        excuse("facts of customers, told by the change log", "order_refund_line", "pending_order_update");
        excuse("facts of customers, told by the change log", "points_account", "points_allocation", "points_entry");
        excuse("facts of customers, told by the change log", "points_hold", "points_lot", "segment_member");
        excuse("facts of customers, told by the change log", "segment_override", "layer_member");
        excuse("the log of facts itself, and how it is read", "change", "feed_counter", "feed_gone", "segment_life");
        excuse(
                "progress of background work",
                "due",
                "job",
                "job_customer",
                "import_chunk",
                "import_row",
                "import_error");
        excuse("progress of background work", "points_birthday", "shop_clock", "shop_rules", "webhook_progress");
        excuse("progress of background work", "webhook_delivery", "sync_operation", "idempotency");
        excuse("noted as a command", "customer_token");
        excuse("the audit log", "audit_entry", "audit_customer");
    }

    private static void excuse(String reason, String... tables) {
        for (var table : tables) {
            EXCUSED.put(table, reason);
        }
    }

    @Inject
    DataSource database;

    /// A change, and the entry that it leaves: what was done to what.
    record Change(String method, String address, Object body, String entry) {}

    static final String RULE = "number_of_orders >= 0";
    private static final List<Change> CHANGES = List.of(
            new Change("PUT", "tag-groups/g", Map.of("name", "G"), "created tagGroup g"),
            new Change("PATCH", "tag-groups/g", Map.of("name", "H"), "updated tagGroup g"),
            new Change("PUT", "tags/t", Map.of("name", "T"), "created tag t"),
            new Change("PATCH", "tags/t", Map.of("public", true), "updated tag t"),
            new Change("PUT", "tags/t/rule", Map.of("rule", RULE), "created tagRule t"),
            new Change("PUT", "tags/t/rule", Map.of("rule", "number_of_orders >= 1"), "updated tagRule t"),
            new Change("DELETE", "tags/t/rule", "", "deleted tagRule t"),
            new Change("DELETE", "tags/t", "", "deleted tag t"),
            new Change("DELETE", "tag-groups/g", "", "deleted tagGroup g"),
            new Change("PUT", "attributes/a", Map.of("name", "A", "type", "string"), "created attribute a"),
            new Change("PATCH", "attributes/a", Map.of("name", "B"), "updated attribute a"),
            new Change("DELETE", "attributes/a", "", "deleted attribute a"),
            new Change("PUT", "event-definitions/e", Map.of("description", "E"), "created eventDefinition e"),
            new Change("PUT", "event-definitions/e", Map.of("description", "F"), "updated eventDefinition e"),
            new Change("DELETE", "event-definitions/e", "", "deleted eventDefinition e"),
            new Change("PUT", "segments/s", Map.of("name", "S", "rule", RULE), "created segment s"),
            new Change("PATCH", "segments/s", Map.of("name", "R"), "updated segment s"),
            new Change("PATCH", "segments/s", Map.of("rule", "number_of_orders >= 1"), "updated segmentVersion s/1"),
            new Change("POST", "segments/s/publish", "{}", "updated segment s"),
            new Change("POST", "segments/s/archive", "{}", "updated segment s"),
            new Change("PUT", "layer-sets/l", layers("L"), "created layerSet l"),
            new Change("PATCH", "layer-sets/l", Map.of("name", "M"), "updated layerSet l"),
            new Change("DELETE", "layer-sets/l", "", "deleted layerSet l"),
            new Change("PUT", "level-programs/p", levels("P"), "created levelProgram p"),
            new Change("PATCH", "level-programs/p", Map.of("name", "Q"), "updated levelProgram p"),
            new Change("DELETE", "level-programs/p", "", "deleted levelProgram p"),
            new Change("PUT", "points-settings", Map.of("pendingPeriod", "P7D"), "created pointsSettings <shop>"),
            new Change("PUT", "points-settings", Map.of("pendingPeriod", "P8D"), "updated pointsSettings <shop>"),
            new Change("PUT", "points-rules/r", birthday(1), "created pointsRule r"),
            new Change("PUT", "points-rules/r", birthday(2), "updated pointsRule r"),
            new Change("DELETE", "points-rules/r", "", "updated pointsRule r"),
            new Change(
                    "POST", "webhooks", Map.of("url", "http://127.0.0.1:9/x?token=hidden-in-url"), "created webhook *"),
            new Change("POST", "api-keys", Map.of("name", "K", "scopes", List.of("tags:read")), "created apiKey *"),
            new Change(
                    "POST",
                    "trusted-documents",
                    Map.of("d", "{ tags { nodes { key } } }"),
                    "created trustedDocument d"),
            new Change("DELETE", "trusted-documents/d", "", "deleted trustedDocument d"),
            new Change(
                    "PUT",
                    "shop/document-policy",
                    Map.of("mode", "prefer", "customerMode", "off"),
                    "updated shop <shop>"),
            new Change("PUT", "shop/origins", origins("https://a.example"), "created origin https://a.example"),
            new Change("PUT", "shop/origins", origins("https://a.example", "https://b.example"), "created origin *"),
            new Change("PUT", "shop/origins", origins("https://a.example"), "deleted origin https://b.example"));

    private static Map<String, ?> layers(String name) {
        return Map.of(
                "name",
                name,
                "layers",
                List.of(Map.of("key", "a", "name", "A", "rule", RULE)),
                "residual",
                Map.of("key", "rest", "name", "R"));
    }

    private static Map<String, ?> levels(String name) {
        return Map.of("name", name, "levels", List.of(Map.of("key", "a", "name", "A", "qualification", RULE)));
    }

    private static Map<String, ?> birthday(int points) {
        return Map.of("name", "R", "trigger", "birthday", "points", points);
    }

    private static Map<String, ?> origins(String... origins) {
        return Map.of("origins", List.of(origins));
    }

    @Test
    void eachChangeOfADefinitionIsOneEntryOfWhoAndWhat() {
        var shop = TestShop.create();
        String key = shop.given().get("/v1/api-keys").path("items[0].id");
        for (var change : CHANGES) {
            var request = UUID.randomUUID().toString();
            send(shop, request, change);
            var entries = ofRequest(shop, request);
            var words = change.entry().replace("<shop>", shop.key()).split(" ");

            var found = entries.<Map<String, Object>>getList("items").stream()
                    .filter(entry -> words[1].equals(entry.get("resource")))
                    .toList();
            assertThat(found).as("%s: %s", change, entries.prettify()).hasSize(1);
            var entry = found.getFirst();
            assertThat(entry.get("operation")).as("%s", change).isEqualTo(words[0]);
            if (!words[2].equals("*")) {
                assertThat(entry.get("resourceId")).as("%s", change).isEqualTo(words[2]);
            }
            assertThat(entry.get("actor"))
                    .as("%s", change)
                    .isEqualTo(Map.of("kind", "api_key", "id", key, "name", "test"));
            assertThat(entry.get("before") == null).as("%s", change).isEqualTo(words[0].equals("created"));
            assertThat(entry.get("after") == null).as("%s", change).isEqualTo(words[0].equals("deleted"));
        }
    }

    static void send(TestShop shop, String request, Change change) {
        var call = shop.given().header("X-Request-Id", request);
        int status = (change.body().equals("") ? call : call.body(change.body()))
                .request(change.method(), "/v1/" + change.address())
                .statusCode();
        assertThat(status).as("%s", change).isBetween(200, 204);
    }

    static JsonPath ofRequest(TestShop shop, String request) {
        return shop.given()
                .queryParam("requestId", request)
                .get("/v1/audit-log")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void anUpdateTellsWhatItWasAndWhatItBecame() {
        var shop = TestShop.create();
        send(shop, "0", new Change("PUT", "tag-groups/g", Map.of("name", "G"), ""));
        var made = Map.of("name", "T", "color", "#ff0000", "groupKey", "g");
        send(shop, "1", new Change("PUT", "tags/t", made, ""));
        send(shop, "2", new Change("PATCH", "tags/t", Map.of("name", "U"), ""));

        var update = ofRequest(shop, "2");
        assertThat(update.<Object>get("items.before")).isEqualTo(List.of(Map.of("name", "T")));
        assertThat(update.<Object>get("items.after")).isEqualTo(List.of(Map.of("name", "U")));
        var created = ofRequest(shop, "1");
        assertThat(created.getMap("items[0].after"))
                .isEqualTo(Map.of("key", "t", "name", "T", "color", "#ff0000", "groupKey", "g", "public", false));
        shop.given()
                .get("/v1/audit-log/" + created.getString("items[0].id"))
                .then()
                .statusCode(200)
                .body("requestId", is("1"));
        shop.given().get("/v1/audit-log/absent").then().statusCode(404).body("code", is("audit_entry_not_found"));
    }

    @Test
    void whatChangesNothingLeavesNoEntry() {
        var shop = TestShop.create();
        send(shop, "1", new Change("PUT", "tags/t", Map.of("name", "T"), ""));

        // The same again, refused, tried only, and answered from what the first left.
        send(shop, "2", new Change("PUT", "tags/t", Map.of("name", "T"), ""));
        request(shop, "3")
                .body(Map.of("key", "t", "name", "T"))
                .post("/v1/tags")
                .then()
                .statusCode(409);
        request(shop, "4")
                .body(Map.of("version", 1, "tags", List.of(Map.of("key", "u", "name", "U"))))
                .queryParam("dryRun", true)
                .post("/v1/rules/apply")
                .then()
                .statusCode(200);
        for (var id : List.of("5", "6")) {
            request(shop, id)
                    .header("Idempotency-Key", "once")
                    .body(Map.of("key", "v", "name", "V"))
                    .post("/v1/tags")
                    .then()
                    .statusCode(201);
        }
        var published = new Change("PUT", "segments/s", Map.of("name", "S", "rule", RULE), "");
        send(shop, "7", published);
        send(shop, "8", new Change("POST", "segments/s/publish", "{}", ""));
        Eventually.holds(() -> "ready".equals(shop.given().get("/v1/segments/s").path("status")));

        var requests = new LinkedHashSet<String>();
        shop.given()
                .queryParam("actor", shop.given().get("/v1/api-keys").<String>path("items[0].id"))
                .get("/v1/audit-log")
                .jsonPath()
                .getList("items.requestId", String.class)
                .forEach(requests::add);
        assertThat(requests).containsExactly("8", "7", "5", "1");
        shop.given()
                .get("/v1/audit-log?operation=updated&resource=segment")
                .then()
                .body("items", hasSize(1))
                .body("items.actor.kind", not(hasItem("system")));
    }

    static RequestSpecification request(TestShop shop, String id) {
        return shop.given().header("X-Request-Id", id);
    }

    @Test
    void secretsAreNeverInIt() throws SQLException {
        var shop = TestShop.create();
        var secrets = new ArrayList<String>(List.of(shop.secret(), "hidden-in-url"));
        secrets.add(shop.given()
                .body(Map.of("name", "K", "scopes", List.of("tags:read")))
                .post("/v1/api-keys")
                .path("secret"));
        JsonPath webhook = shop.given()
                .body(Map.of("url", "http://127.0.0.1:9/x?token=hidden-in-url"))
                .post("/v1/webhooks")
                .jsonPath();
        secrets.add(webhook.getString("secret"));
        secrets.add(shop.given()
                .body("{}")
                .post("/v1/webhooks/" + webhook.getString("webhook.id") + "/rotate-secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret"));
        assertThat(secrets).allMatch(secret -> secret != null && !secret.isBlank());

        try (var connection = inShop(shop);
                var stored = connection.createStatement()) {
            for (var column : List.of("w.secret", "w.previous_secret")) {
                secrets.add(text(
                        connection,
                        "select " + column + " from webhook w where shop_id = current_setting('app.shop')::int"));
            }
            secrets.add(text(connection, "select max(encode(hash, 'hex')) from api_key"));
            assertThat(secrets).hasSize(8).allMatch(secret -> secret != null && secret.length() > 10, "is one");
            for (var secret : secrets) {
                var rows = stored.executeQuery(
                        "select count(*) from audit_entry e where strpos(e::text, '" + secret + "') > 0");
                rows.next();
                assertThat(rows.getInt(1)).as(secret).isZero();
            }
        }
        shop.given()
                .get("/v1/audit-log?resource=webhook")
                .then()
                .body("items.operation", is(List.of("updated", "created")))
                .body("items[1].after.url", is("http://127.0.0.1:9/x?…"));
    }

    @Test
    void nobodyChangesAnEntry() throws SQLException {
        var shop = TestShop.create();
        for (var role : List.of("kequn_app", "none")) {
            for (var statement : List.of(
                    "update audit_entry set actor = 'nobody'",
                    "delete from audit_entry",
                    "truncate audit_entry",
                    "update audit_customer set entry_id = gen_random_uuid()",
                    "delete from audit_customer",
                    "truncate audit_customer",
                    "delete from audit_other")) {
                try (var connection = inShop(shop);
                        var refused = connection.createStatement()) {
                    refused.execute("insert into tag (shop_id, key, name) select id, 'x', 'X' from shop where key = '"
                            + shop.key() + "'");
                    refused.execute("select add_audit_entry(id, 'read', 'customer', null, null, null,"
                            + " array[gen_random_uuid()], 1) from shop where key = '" + shop.key() + "'");
                    refused.execute("set local role " + role);
                    if (statement.endsWith("other") && role.equals("none")) {
                        continue; // it is empty
                    }
                    assertThatThrownBy(() -> refused.execute(statement))
                            .as("%s: %s", role, statement)
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("42501"));
                }
            }
        }
        try (var connection = inShop(shop);
                var forged = connection.createStatement()) {
            forged.execute("set local role kequn_app");
            assertThatThrownBy(() -> forged.execute("insert into audit_entry select * from audit_entry"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void changesPastTheServiceAreTold() throws SQLException {
        var shop = TestShop.create();
        try (var connection = inShop(shop);
                var statement = connection.createStatement()) {
            statement.execute("insert into tag (shop_id, key, name) select id, 'x', 'X' from shop where key = '"
                    + shop.key() + "'");
            connection.commit();
        }

        shop.given()
                .get("/v1/audit-log?resource=tag")
                .then()
                .body("items.actor.kind", is(List.of("database")))
                .body("items[0].requestId", nullValue());
    }

    @Test
    void eachTableOfShopsIsAuditedOrExcused() throws SQLException {
        try (var connection = database.getConnection()) {
            var tables = texts(connection, """
                select relname from pg_class c where relkind in ('r', 'p') and not relispartition
                  and relnamespace = current_schema()::regnamespace
                  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'shop_id')
                """);
            var audited = texts(connection, "select tgrelid::regclass::text from pg_trigger where tgname = 'audited'");

            var both = new LinkedHashSet<>(audited);
            both.retainAll(EXCUSED.keySet());
            assertThat(both).as("audited and excused").isEmpty();
            assertThat(tables).as("gone, but excused").containsAll(EXCUSED.keySet());
            tables.removeAll(audited);
            tables.removeAll(EXCUSED.keySet());
            assertThat(tables)
                    .as("`call audit('table', …)` in its migration, or give a reason here")
                    .isEmpty();
        }
    }

    @Test
    void logIsReadByWhoMayAndOfTheOwnShopOnly() {
        var shop = TestShop.create();
        var other = TestShop.create();
        send(shop, "mine", new Change("PUT", "tags/t", Map.of("name", "T"), ""));
        String id = ofRequest(shop, "mine").getString("items[0].id");

        other.given().get("/v1/audit-log/" + id).then().statusCode(404);
        assertThat(ofRequest(other, "mine").getList("items")).isEmpty();
        other.given().get("/v1/audit-log?shop=" + shop.key()).then().statusCode(403);
        shop.withScopes("tags:read").given().get("/v1/audit-log").then().statusCode(403);
        TestPeople.as("admin", shop)
                .body(Map.of("key", "u", "name", "U"))
                .post("/v1/tags")
                .then()
                .statusCode(201);
        for (var role : List.of("operator", "viewer")) {
            TestPeople.as(role, shop).get("/v1/audit-log").then().statusCode(403);
        }
        TestPeople.as("admin", shop)
                .get("/v1/audit-log?actor=oidc:li-wei")
                .then()
                .statusCode(200)
                .body("items.resourceId", is(List.of("u")))
                .body("items.actor.kind", is(List.of("person")));
        // What the platform has done to a shop stands in that shop's log.
        TestShop.platform()
                .get("/v1/audit-log?shop=" + shop.key() + "&actor=platform")
                .then()
                .statusCode(200)
                .body("items.resource", hasItems("shop", "apiKey"));
        TestShop.platform()
                .get("/v1/audit-log?resource=encryptionKey")
                .then()
                .statusCode(200)
                .body("items.resource", hasItem("encryptionKey"));
        shop.given()
                .body(Map.of("query", """
                    { auditLog(filter: {requestId: "mine"}) { nodes { uuid operation resource after actor { kind } } }
                      auditEntry(id: "%s") { resourceId } }\
                    """.formatted(id)))
                .post("/graphql")
                .then()
                .body("errors", nullValue())
                .body("data.auditLog.nodes.operation", is(List.of("CREATED")))
                .body("data.auditLog.nodes[0].after.name", is("T"))
                .body("data.auditEntry.resourceId", is("t"));
    }

    @Test
    void logIsReadInPagesAndAsAFile() {
        var shop = TestShop.create();
        for (int i = 0; i < 5; i++) {
            send(shop, "p" + i, new Change("PUT", "tags/t" + i, Map.of("name", "T"), ""));
        }
        var query = "/v1/audit-log?resource=tag&limit=2";
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var page = shop.given()
                    .get(query + (after == null ? "" : "&after=" + after))
                    .jsonPath();
            seen.addAll(page.getList("items.resourceId", String.class));
            after = page.getString("page.next");
        } while (after != null);

        assertThat(seen).containsExactly("t4", "t3", "t2", "t1", "t0");
        var at = ofRequest(shop, "p2").getString("items[0].recordedAt");
        shop.given().get(query + "&until=" + at).then().body("items.resourceId", is(List.of("t1", "t0")));
        shop.given().get("/v1/audit-log?resource=tag&from=" + at).then().body("items", hasSize(3));
        shop.given()
                .get("/v1/audit-log?resource=tag&from=0001-01-01T00:00:00Z")
                .then()
                .body("items", hasSize(5));
        shop.given().get("/v1/audit-log?operation=made").then().statusCode(422).body("code", is("value_invalid"));
        shop.given().get("/v1/audit-log?resource=nothing").then().body("items", empty());
        assertThat(shop.given()
                        .accept("application/x-ndjson")
                        .get("/v1/audit-log?resource=tag")
                        .asString()
                        .lines())
                .hasSize(5)
                .allMatch(line -> line.contains("\"resource\":\"tag\""));
    }

    /// The same by both protocols, and never the whole log instead.
    @Test
    void filtersThatCannotBeMeantAreRefused() {
        var shop = TestShop.create();
        var late = "2026-02-01T00:00:00Z";
        var early = "2026-01-01T00:00:00Z";
        for (var wrong : List.of(
                Map.of("customer", ""),
                Map.of("customer", "1-1-1-1-1"),
                Map.of("customer", "pos:1"),
                Map.of("resource", ""),
                Map.of("resourceId", ""),
                Map.of("actor", " "),
                Map.of("requestId", ""),
                Map.of("until", early, "from", late))) {
            var field = wrong.containsKey("until")
                    ? "until"
                    : wrong.keySet().iterator().next();
            for (var type : List.of("application/json", "application/x-ndjson")) {
                shop.given()
                        .accept(type)
                        .queryParams(wrong)
                        .get("/v1/audit-log")
                        .then()
                        .statusCode(422)
                        .body("code", is("value_invalid"))
                        .body("errors[0].pointer", is(field));
            }
            log(shop, wrong, null)
                    .body("errors[0].extensions.problem.code", is("value_invalid"))
                    .body("errors[0].extensions.problem.errors[0].pointer", is("/filter/" + field));
        }
        shop.given().get("/v1/audit-log/1-1-1-1-1").then().statusCode(404).body("code", is("audit_entry_not_found"));
        shop.given()
                .queryParams(Map.of("from", early, "until", early))
                .get("/v1/audit-log")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("until"));
    }

    @Test
    void cursorsFitTheirFilterOnly() {
        var shop = TestShop.create();
        for (var key : List.of("a", "b", "c")) {
            shop.given().body(Map.of("name", key)).put("/v1/tags/" + key).then().statusCode(201);
        }
        var nobody = UUID.randomUUID().toString();
        String next = shop.given().get("/v1/audit-log?limit=1&resource=tag").path("page.next");
        String cursor = log(shop, Map.of("resource", "tag"), null).extract().path("data.auditLog.edges[0].cursor");

        shop.given().get("/v1/audit-log?resource=tag&after=" + next).then().body("items", hasSize(2));
        for (var other : List.of(
                Map.<String, String>of(),
                Map.of("resource", "segment"),
                Map.of("resource", "tag", "customer", nobody))) {
            shop.given()
                    .queryParams(other)
                    .queryParam("after", next)
                    .get("/v1/audit-log")
                    .then()
                    .statusCode(400)
                    .body("code", is("cursor_invalid"));
            log(shop, other, cursor).body("errors[0].extensions.problem.code", is("cursor_invalid"));
        }
        log(shop, Map.of("resource", "tag"), cursor).body("data.auditLog.edges", hasSize(2));
    }

    private static ValidatableResponse log(TestShop shop, Map<String, ?> filter, @Nullable String after) {
        var query = "query($filter: AuditFilterInput, $after: String) {"
                + " auditLog(filter: $filter, after: $after) { edges { cursor node { uuid } } } }";
        var variables = new HashMap<String, Object>();
        variables.put("filter", filter);
        variables.put("after", after);
        return shop.given()
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .then();
    }

    @Test
    void monthsPastTheirTimeGoAsAWhole() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var each : List.of("audit_entry audit", "audit_customer audit_customer")) {
                statement.execute("""
                    create table %2$s_2019_05 partition of %1$s
                    for values from (lowest_uuid('2019-05-01Z')) to (lowest_uuid('2019-06-01Z'))
                    """.formatted((Object[]) each.split(" ")));
            }
            texts(connection, "select keep_audit_months(2, '2019-05-31Z')");
            assertThat(months(connection, "'audit_2019_05', 'audit_customer_2019_05'"))
                    .hasSize(2);
            assertThat(texts(connection, "select keep_audit_months(3, '2019-06-01Z')"))
                    .isEmpty();
            assertThat(months(connection, "'audit_2019_05', 'audit_customer_2019_05'"))
                    .isEmpty();
            for (var table : List.of("audit_entry", "audit_customer")) {
                assertThat(texts(
                                connection,
                                "select inhrelid::regclass::text from pg_inherits where inhparent = '" + table
                                        + "'::regclass"))
                        .hasSize(5);
            }
        }
    }

    private static Set<String> months(Connection connection, String names) throws SQLException {
        return texts(connection, "select relname from pg_class where relname in (" + names + ")");
    }

    private Connection inShop(TestShop shop) throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        texts(connection, "select set_config('app.shop', id::text, true) from shop where key = '" + shop.key() + "'");
        return connection;
    }

    private static @Nullable String text(Connection connection, String sql) throws SQLException {
        return texts(connection, sql).iterator().next();
    }

    private static Set<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new LinkedHashSet<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
