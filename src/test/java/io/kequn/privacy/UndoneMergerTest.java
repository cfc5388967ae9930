package io.kequn.privacy;

import static io.kequn.privacy.PrivacyTest.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import io.agroal.api.AgroalDataSource;
import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two who were one person for a while: what is known of the one is nothing that the other may see.
@KequnTest
class UndoneMergerTest {
    private static final String CUSTOMERS = "/v1/customers/";

    @Inject
    AgroalDataSource database;

    private TestShop shop;

    @BeforeEach
    void create() {
        shop = TestShop.createAt("2026-03-01T10:00:00");
    }

    @Test
    void exportsTellNothingOfTheOther() {
        define();
        var kestrel = known("kestrel", "250.00");
        var plover = known("plover", "20.00");
        patch(kestrel, Map.of("city", "kestrel-city", "custom", Map.of("size", 40)));
        var ofKestrel = texts(facts(export(kestrel)));
        var ofPlover = texts(facts(export(plover)));
        assertThat(ofKestrel).contains(kestrel, "pos", "kestrel-o", "kestrel-e", "gold", "kestrel-tag");

        var merger = merge("kestrel", "plover");
        assertThat(texts(export(plover))).contains(kestrel, plover);
        whileTheyAreOne();
        undo("plover", merger);

        for (var reads : List.of(kestrel, plover)) {
            Eventually.holds(() -> shop.given()
                            .get("/v1/audit-log?resource=personExport&customer=" + reads)
                            .jsonPath()
                            .getList("items")
                            .size()
                    > 0);
        }
        assertSilent(plover, ofKestrel, ofPlover);
        assertSilent(kestrel, ofPlover, ofKestrel);
        var merge = of(export(kestrel), "customer_merge").getFirst();
        assertThat(merge.getString("data.merged_id")).isEqualTo(kestrel);
        assertThat(merge.getMap("data")).doesNotContainKeys("customer_id", "cause", "undone_cause");
        assertThat(merge.getString("data.undone_at")).isNotNull();

        shop.given().delete(CUSTOMERS + kestrel).then().statusCode(200);
        assertSilent(plover, ofKestrel, ofPlover);
        shop.given().get(CUSTOMERS + plover + "/merges").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void whatSomebodyErasedHadBroughtToAnotherIsGone() throws SQLException {
        define();
        var kestrel = known("kestrel", "250.00");
        var plover = known("plover", "20.00");
        patch(kestrel, Map.of("city", "kestrel-city"));
        var ofKestrel = texts(facts(export(kestrel)));
        var ofPlover = texts(facts(export(plover)));
        var merger = merge("kestrel", "plover");
        whileTheyAreOne();
        undo("plover", merger);

        post(CUSTOMERS + kestrel + "/privacy/erase", Map.of("cancelWindow", "PT0S"));

        assertThat(new StoredRows(database, shop.key()).tablesWith("kestrel-city"))
                .isEmpty();
        assertSilent(plover, ofKestrel, ofPlover);
        assertThat(of(export(plover), "customer_merge")).hasSize(1);
        post(CUSTOMERS + plover + "/privacy/erase", Map.of("cancelWindow", "PT0S"));
        assertThat(new StoredRows(database, shop.key()).rows("customer_merge", merger))
                .isEmpty();
    }

    @Test
    void nothingIsLeftOfOneWhoIsErased() throws SQLException {
        define();
        var kestrel = known("kestrel", "250.00");
        var plover = known("plover", "20.00");
        undo("plover", merge("kestrel", "plover"));
        var stored = new StoredRows(database, shop.key());
        assertThat(stored.rows("change", kestrel)).anyMatch(row -> row.contains(plover));

        shop.given().delete(CUSTOMERS + kestrel).then().statusCode(200);
        post(CUSTOMERS + kestrel + "/privacy/erase", Map.of("cancelWindow", "PT0S"));

        assertThat(stored.rows("change", kestrel))
                .isNotEmpty()
                .allMatch(row -> row.contains("erased") && !row.contains(plover));
        assertThat(stored.tablesWith(kestrel)).isSubsetOf("audit_customer", "audit_entry", "change", "erasure");
        shop.given().get("/v1/changes?limit=200&customer=" + plover).then().statusCode(200);
        shop.given()
                .get(CUSTOMERS + plover + "?asOf=2026-03-01T02:00:00Z")
                .then()
                .statusCode(lessThan(500));
    }

    /// What only the other one had.
    private void assertSilent(String customer, Set<String> other, Set<String> own) {
        var foreign = new TreeSet<>(other);
        foreign.removeAll(own);
        foreign.remove("city"); // which it has itself since
        var lines = export(customer);
        assertThat(lines)
                .allSatisfy(line -> assertThat(texts(List.of(line)))
                        .as(line.prettify())
                        .noneMatch(text -> text.contains("kestrel") && text.contains("plover"))
                        .doesNotContainAnyElementsOf(foreign));
    }

    private void define() {
        put("/v1/tags/kestrel-tag", Map.of("name", "K"));
        put("/v1/tags/plover-tag", Map.of("name", "P"));
        put("/v1/attributes/size", Map.of("name", "Size", "type", "number"));
        put("/v1/attributes/motto", Map.of("name", "Motto", "type", "string", "personal", true));
        put("/v1/segments/buyers", Map.of("name", "Buyers", "rule", "amount_spent >= 100"));
        put(
                "/v1/level-programs/club",
                Map.of(
                        "name",
                        "Club",
                        "levels",
                        List.of(
                                Map.of("key", "silver", "name", "Silver", "qualification", "number_of_orders >= 0"),
                                Map.of("key", "gold", "name", "Gold", "qualification", "amount_spent >= 200"))));
        for (var draft : List.of("segments/buyers", "level-programs/club")) {
            post("/v1/" + draft + "/publish", Map.of());
            Eventually.holds(
                    () -> "ready".equals(shop.given().get("/v1/" + draft).path("status")));
        }
        put(
                "/v1/points-rules/order",
                Map.of(
                        "name", "Order",
                        "trigger", "order",
                        "activeFrom", "2026-01-01T00:00:00Z",
                        "points", 1,
                        "per", Map.of("amount", "1.00", "currency", "CNY")));
    }

    private String known(String word, String spent) {
        String id = shop.given()
                .body(Map.of(
                        "name",
                        word + "-name",
                        "email",
                        word + "@example.com",
                        "custom",
                        Map.of("motto", word + "-motto"),
                        "consents",
                        List.of(Map.of("purpose", "marketing", "channel", "sms", "state", "granted", "source", word))))
                .put(CUSTOMERS + "pos:" + word)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
        shop.given()
                .body("{}")
                .put(CUSTOMERS + id + "/tags/" + word + "-tag")
                .then()
                .statusCode(200);
        var order = Map.of("productId", word + "-product", "quantity", 1, "price", money(spent));
        post(
                "/v1/orders",
                Map.of(
                        "customer",
                        id,
                        "source",
                        "pos",
                        "externalId",
                        word + "-o",
                        "placedAt",
                        "2026-02-05T10:00:00Z",
                        "total",
                        money(spent),
                        "lines",
                        List.of(order)));
        post(
                "/v1/events",
                Map.of(
                        "customer",
                        id,
                        "source",
                        "app",
                        "externalId",
                        word + "-e",
                        "name",
                        "looked",
                        "occurredAt",
                        "2026-02-06T10:00:00Z",
                        "properties",
                        Map.of("what", word + "-what")));
        post(CUSTOMERS + id + "/points/earn", Map.of("points", 10, "reason", word + "-reason"));
        var operation =
                Map.of("id", "1", "action", "add", "customer", id, "tag", word + "-tag", "at", "2026-02-07T10:00:00Z");
        post("/v1/sync/customer-tags", Map.of("device", word + "-till", "operations", List.of(operation)));
        return id;
    }

    /// The survivor changes what it has from the other, and the other's order is refunded.
    private void whileTheyAreOne() {
        patch("pos:plover", Map.of("city", "later-city"));
        post(
                "/v1/orders/pos:kestrel-o/refunds",
                Map.of("externalId", "r-1", "occurredAt", "2026-02-20T10:00:00Z", "amount", money("3.00")));
        post(CUSTOMERS + "pos:plover/points/earn", Map.of("points", 5));
    }

    private String merge(String from, String into) {
        return shop.given()
                .body(Map.of("from", "pos:" + from))
                .post(CUSTOMERS + "pos:" + into + "/merge")
                .then()
                .statusCode(200)
                .extract()
                .path("merge.id");
    }

    private void undo(String customer, String merger) {
        post(CUSTOMERS + "pos:" + customer + "/merges/" + merger + "/undo", Map.of());
    }

    private void patch(String customer, Map<String, ?> fields) {
        shop.given()
                .contentType("application/merge-patch+json")
                .body(fields)
                .patch(CUSTOMERS + customer)
                .then()
                .statusCode(200);
    }

    private void put(String address, Map<String, ?> body) {
        shop.given().body(body).put(address).then().statusCode(201);
    }

    private void post(String address, Map<String, ?> body) {
        shop.given().body(body).post(address).then().statusCode(lessThan(300));
    }

    private static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    private List<JsonPath> export(String customer) {
        return PrivacyTest.export(shop, customer);
    }

    /// Without the audit log, which has all the shop's words.
    private static List<JsonPath> facts(List<JsonPath> lines) {
        return lines.stream()
                .filter(line -> !"audit_entry".equals(line.getString("record")))
                .toList();
    }

    /// All texts of the records, wherever they stand, but for what all persons have: instants, and words of the
    /// service.
    private static Set<String> texts(Collection<JsonPath> lines) {
        return lines.stream()
                .flatMap(line -> texts(line.<Object>get("data")))
                .filter(text -> !text.matches("\\d{4}-\\d\\d-\\d\\d.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(UndoneMergerTest::texts);
        }
        if (value instanceof Collection<?> list) {
            return list.stream().flatMap(UndoneMergerTest::texts);
        }
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }
}
