package io.kequn.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@KequnTest
class PrivacyTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /// Tables with a column `customer_id` that no export shows, each for a reason.
    private static final Set<String> NOT_SHOWN = Set.of(
            "audit_customer", // only finds entries of the audit log
            "customer_moment", // repeats own attributes for the clock
            "erasure", // is about what is not known any more
            "job_customer", // whom a bulk command has yet to reach
            "webhook_delivery"); // repeats the change log

    /// Only while a bulk command runs, or where the person was erased before.
    private static final Set<String> NOT_SEEDED = Set.of("job_customer", "erasure");

    /// What is kept of the id: the receipt, the tombstone with what tells others of it, and who has read of the person
    /// or had it erased.
    private static final Set<String> KEPT =
            Set.of("audit_customer", "audit_entry", "change", "erasure", "webhook_delivery");

    @Inject
    AgroalDataSource database;

    @Test
    void exportShowsEveryTableThatKnowsThePerson() throws SQLException {
        var person = KnownPerson.create();
        var stored = new StoredRows(database, person.shop().key());
        var reads = "/v1/audit-log?operation=read&customer=" + person.id();
        Eventually.holds(
                () -> !person.shop().given().get(reads).<List<?>>path("items").isEmpty());

        var lines = export(person.shop(), person.id());

        var shown = lines.stream().map(line -> line.getString("record")).collect(Collectors.toCollection(TreeSet::new));
        var expected = new TreeSet<>(stored.tablesOfCustomers());
        expected.removeAll(NOT_SHOWN);
        expected.addAll(List.of(
                "manifest",
                "profile",
                "end",
                "audit_entry",
                "customer_merge_part",
                "order_line",
                "order_refund_line",
                "order_status_change",
                "points_allocation"));
        assertThat(shown).isEqualTo(expected);
        assertThat(lines.getFirst().getString("data.customerId")).isEqualTo(person.id());
        assertThat(lines.getFirst().getList("data.mergedIds")).containsExactly(person.merged());
        assertThat(lines.getFirst().getString("data.currency")).isEqualTo("CNY");
        assertThat(lines.getFirst().getInt("data.currencyDigits")).isEqualTo(2);
        assertThat(of(lines, "customer_level"))
                .allSatisfy(level -> assertThat(level.getMap("data"))
                        .containsKeys("levelProgram", "level", "qualified", "waiting")
                        .doesNotContainKey("level_id"));
        assertThat(of(lines, "customer_level")).anyMatch(level -> level.getString("data.level") != null);
        assertThat(lines.get(1).getString("data.name")).isEqualTo("Ada " + person.word());
        assertThat(lines.getLast().getInt("data.rows")).isEqualTo(lines.size() - 3);
        assertThat(of(lines, "customer_tag")).allMatch(tag -> tag.getString("data.tag") != null);
        assertThat(of(lines, "customer_identity")).hasSize(2);
        assertThat(of(lines, "customer_merge_part"))
                .anyMatch(part -> ("Ada " + person.word()).equals(part.getString("data.profile.fields.name")));
        assertThat(of(lines, "audit_entry"))
                .extracting(entry -> entry.getString("data.operation") + " " + entry.getString("data.resource"))
                .contains("read customer", "merged customer", "read personExport");
        assertThat(of(lines, "audit_entry"))
                .allSatisfy(entry -> assertThat(entry.getMap("data")).containsKey("recorded_at"))
                .allSatisfy(entry -> assertThat(entry.getMap("data")).doesNotContainKey("customer_ids"));
        var other = export(person.shop(), person.other());
        assertThat(of(other, "customer_order")).isEmpty();
        assertThat(of(other, "audit_entry"))
                .noneMatch(entry -> entry.getString("data.operation").equals("merged"));
    }

    @Test
    void erasedPersonIsNowhereAndTheNamesAreFree() throws SQLException {
        var person = KnownPerson.create();
        var shop = person.shop();
        var stored = new StoredRows(database, shop.key());
        var seeded = new TreeSet<>(stored.tablesOfCustomers());
        seeded.removeAll(NOT_SEEDED);
        assertThat(stored.tablesWith(person.id())).as("what is seeded").containsAll(seeded);
        assertThat(stored.tablesWith(person.word())).contains("event", "idempotency", "order_line", "points_entry");

        var planned = shop.given()
                .body(Map.of("dryRun", true))
                .post("/v1/customers/" + person.id() + "/privacy/erase")
                .then()
                .statusCode(200)
                .body("id", nullValue())
                .extract()
                .jsonPath();
        assertThat(stored.tablesWith(person.id())).containsAll(seeded);
        var receipt = shop.given()
                .body(Map.of("cancelWindow", "PT0S", "reason", "asked by " + person.word()))
                .post("/v1/customers/" + person.id() + "/privacy/erase")
                .then()
                .statusCode(200)
                .body("state", is("done"))
                .body("proof", notNullValue())
                .body("reason", nullValue())
                .body("mergedIds", is(List.of(person.merged())))
                .extract()
                .jsonPath();

        assertThat(counts(receipt)).isEqualTo(counts(planned)).containsEntry("customer_consent", 3);
        assertThat(receipt.getInt("rows.find { it.table == 'order_line' }.rows"))
                .isEqualTo(1);
        for (var text : List.of(person.id(), person.merged())) {
            assertThat(stored.tablesWith(text)).as(text).isSubsetOf(KEPT);
        }
        assertThat(stored.tablesWith(person.word())).isEmpty();
        // Whoever has a copy under one of the ids is told to drop it.
        for (var id : List.of(person.id(), person.merged())) {
            assertThat(stored.rows("change", id)).as(id).hasSize(1).allMatch(row -> row.contains("erased"));
        }
        shop.given().get("/v1/customers/" + person.id()).then().statusCode(404);
        shop.given()
                .get("/v1/privacy/erasures/" + receipt.getString("id"))
                .then()
                .statusCode(200)
                .body("state", is("done"));
        shop.given()
                .get("/v1/changes?limit=200")
                .then()
                .statusCode(200)
                .body("items.data.customerId", hasItems(person.id(), person.merged()))
                .body("items.data.customerId", not(hasItem(NOBODY)));
        shop.given()
                .body(Map.of("name", "New"))
                .put("/v1/customers/pos:" + person.word() + "-1")
                .then()
                .statusCode(201);
        shop.given()
                .get("/v1/customers/" + person.other() + "/points")
                .then()
                .statusCode(200)
                .body("balance", is(5));
    }

    @Test
    void erasureWaitsAndCanBeCancelled() {
        var shop = TestShop.createAt("2026-03-01T10:00:00");
        var id = customer(shop, "pos:1");

        var erasure = erase(shop, "pos:1", Map.of("reason", "asked by Ada"));
        assertThat(erase(shop, "pos:1", Map.of())).isEqualTo(erasure);
        shop.given().get("/v1/customers/" + id).then().statusCode(200).body("erasureDueAt", notNullValue());
        customer(shop, "pos:2");
        shop.given()
                .body(Map.of("into", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"));
        cancel(shop, erasure, 200);
        cancel(shop, erasure, 200);
        shop.given().get("/v1/privacy/erasures/" + erasure).then().body("reason", is("asked by Ada"));
        shop.given().get("/v1/customers/" + id).then().body("erasureDueAt", nullValue());
        shop.advance(Duration.ofDays(8));
        shop.given().get("/v1/customers/" + id).then().statusCode(200);

        var second = erase(shop, "pos:1", Map.of("cancelWindow", "P2D", "reason", "asked again"));
        shop.advance(Duration.ofDays(1));
        shop.given().get("/v1/customers/" + id).then().statusCode(200);
        shop.advance(Duration.ofDays(2));
        Eventually.holds(() ->
                "done".equals(shop.given().get("/v1/privacy/erasures/" + second).path("state")));
        shop.given().get("/v1/customers/" + id).then().statusCode(404);
        cancel(shop, second, 409);
        shop.given()
                .get("/v1/privacy/erasures")
                .then()
                .body("items.state", is(List.of("done", "cancelled")))
                .body("items.reason", is(Arrays.asList(null, null)));
    }

    @Test
    void deletedPersonCanStillBeErased() throws SQLException {
        var person = KnownPerson.create();
        var shop = person.shop();
        shop.given().delete("/v1/customers/" + person.id()).then().statusCode(200);

        erase(shop, person.id(), Map.of("cancelWindow", "PT0S"));

        assertThat(new StoredRows(database, shop.key()).tablesWith(person.id())).isSubsetOf(KEPT);
    }

    @Test
    void restoredPersonsAreErasedAnew() {
        var shop = TestShop.create();
        var id = customer(shop, "pos:1");
        var body = Map.of("customerIds", List.of(id, "00000000-0000-7000-8000-000000000001"));

        shop.given()
                .body(body)
                .post("/v1/privacy/erasures/replay")
                .then()
                .statusCode(200)
                .body("erased", is(List.of(id)));
        shop.given().body(body).post("/v1/privacy/erasures/replay").then().body("erased", empty());
        shop.given().get("/v1/customers/" + id).then().statusCode(404);
        shop.given().get("/v1/privacy/erasures").then().body("items", hasSize(1));
    }

    @Test
    void wrongWishesAreRefused() {
        var shop = TestShop.create();
        customer(shop, "pos:1");
        for (var window : List.of("-P1D", "P91D", "soon")) {
            shop.given()
                    .body(Map.of("cancelWindow", window))
                    .post("/v1/customers/pos:1/privacy/erase")
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", is("/cancelWindow"));
        }
        shop.given()
                .body("{}")
                .post("/v1/customers/pos:absent/privacy/erase")
                .then()
                .statusCode(404);
        shop.given().get("/v1/privacy/erasures/absent").then().statusCode(404).body("code", is("erasure_not_found"));
        shop.given().post("/v1/customers/pos:absent/privacy/export").then().statusCode(404);
    }

    private static String customer(TestShop shop, String identity) {
        return shop.given()
                .body(Map.of("name", "Ada"))
                .put("/v1/customers/" + identity)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private static String erase(TestShop shop, String customer, Map<String, ?> spec) {
        return shop.given()
                .body(spec)
                .post("/v1/customers/" + customer + "/privacy/erase")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static void cancel(TestShop shop, String erasure, int status) {
        shop.given().post("/v1/privacy/erasures/" + erasure + "/cancel").then().statusCode(status);
    }

    /// Webhooks go on being told meanwhile.
    private static Map<String, Integer> counts(JsonPath erasure) {
        return erasure.<Map<String, Object>>getList("rows").stream()
                .filter(rows -> !"webhook_delivery".equals(rows.get("table")))
                .collect(Collectors.toMap(rows -> (String) rows.get("table"), rows -> (Integer) rows.get("rows")));
    }

    /// The lines of the file that a person gets.
    static List<JsonPath> export(TestShop shop, String customer) {
        return shop.given()
                .post("/v1/customers/" + customer + "/privacy/export")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> !line.isBlank())
                .map(JsonPath::from)
                .toList();
    }

    static List<JsonPath> of(List<JsonPath> lines, String record) {
        return lines.stream()
                .filter(line -> record.equals(line.getString("record")))
                .toList();
    }
}
