package io.kequn.catalog;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which values customers have, for those who write rules.
@KequnTest
class ValueSuggestionTest {
    private static final String MANY = """
        insert into customer (shop_id, id, recorded_at, updated_at, city)
        select shop.id, gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 second',
          timestamptz '2026-01-01', case when n %% 4 = 0 then 'Oslo' else 'Bergen' end
        from shop, generate_series(1, 40000) n where shop.key = '%s'\
        """;

    @Inject
    DataSource database;

    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-03-01T12:00");
    }

    @Test
    void theMostFrequentValueComesFirst() {
        customer("1", Map.of("city", "Bergen"));
        customer("2", Map.of("city", "Oslo"));
        customer("3", Map.of("city", "Oslo"));
        customer("4", Map.of("city", "Basel"));
        customer("5", Map.of());

        suggest("attribute", "city")
                .body("of", is("city"))
                .body("customersCounted", is(5))
                .body("approximate", is(false))
                .body("values.value", contains("Oslo", "Basel", "Bergen"))
                .body("values.customers", contains(2, 1, 1))
                .body("values[0].name", nullValue());
        suggest("attribute", "city", "search", "b", "limit", "1").body("values.value", contains("Basel"));
        suggest("attribute", "customer_cities", "search", "OS").body("values.value", contains("Oslo"));
        suggest("attribute", "city", "search", "%").body("values", empty());
    }

    @Test
    void namesOfDefinedValuesAreShownAndFound() {
        tag("vip", "金卡");
        tag("b2b", "企业");
        customer("1", Map.of());
        shop.given().body("{}").put("/v1/customers/pos:1/tags/b2b").then().statusCode(200);

        suggest("attribute", "customer_tags")
                .body("values.value", contains("b2b", "vip"))
                .body("values.name", contains("企业", "金卡"))
                .body("values.customers", contains(1, 0));
        suggest("attribute", "customer_tags", "search", "金").body("values.value", contains("vip"));
    }

    @Test
    void allowedAndListedValuesAreThereBeforeAnybodyHasThem() {
        shop.given()
                .body(Map.of("name", "s", "type", "set", "allowedValues", List.of("jazz", "pop", "rock")))
                .put("/v1/attributes/genres")
                .then()
                .statusCode(201);
        customer("1", Map.of("custom", Map.of("genres", List.of("pop", "rock"))));
        customer("2", Map.of("custom", Map.of("genres", List.of("rock"))));

        suggest("attribute", "custom.genres")
                .body("values.value", contains("rock", "pop", "jazz"))
                .body("values.customers", contains(2, 1, 0));
        suggest("attribute", "email_consent", "search", "G").body("values.value", contains("granted"));
        suggest("function", "orders_placed", "parameter", "status")
                .body("values.value", hasItems("placed", "cancelled"));
    }

    @Test
    void segmentsAreSuggestedByKeyAndName() {
        customer("1", Map.of("city", "Oslo"));
        publish("north", "city = 'Oslo'");
        publish("nobody", "city = 'Rome'");

        suggest("attribute", "segment", "search", "n")
                .body("values.value", contains("north", "nobody"))
                .body("values.name", contains("客群 north", "客群 nobody"))
                .body("values.customers", contains(1, 0));
        suggest("attribute", "segment", "search", "客群 no").body("values", hasSize(2));
    }

    @Test
    void layersAreSuggestedByKeyAndName() {
        customer("1", Map.of("city", "Oslo"));
        customer("2", Map.of("city", "Rome"));
        customer("3", Map.of("city", "Rome"));
        layers("part", "north", "city = 'Oslo'", "south", "city = 'Rome'");

        suggest("attribute", "layer.part")
                .body("values.value", contains("south", "north", "rest"))
                .body("values.name", contains("层级 south", "层级 north", "其他"))
                .body("values.customers", contains(2, 1, 0));
        suggest("attribute", "layer.part", "search", "层级 n").body("values.value", contains("north"));
        suggest("attribute", "layer.part", "search", "re").body("values.value", contains("rest"));
    }

    @Test
    void whatWasBoughtIsCountedByCustomers() {
        customer("1", Map.of());
        customer("2", Map.of());
        order("1", "a", "jazz", 1);
        order("1", "b", "jazz", 2);
        order("2", "c", "pop", 1);
        order("2", "d", "jazz", 1);

        suggest("function", "products_purchased", "parameter", "category")
                .body("of", is("products_purchased.category"))
                .body("values.value", contains("jazz", "pop"))
                .body("values.customers", contains(2, 1));
        suggest("function", "products_purchased", "parameter", "tag", "search", "n")
                .body("values.value", contains("new"));
        suggest("function", "orders_placed", "parameter", "channel").body("values.value", contains("web"));
    }

    @Test
    void eventsAreSuggestedByNameAndByDeclaredProperties() {
        customer("1", Map.of());
        event("a", "listened", Map.of("genre", "jazz", "note", "call Ann"));
        event("b", "product_viewed", Map.of("category", "shoes", "tag", List.of("new", "red")));
        event("c", "product_viewed", Map.of("category", "shoes"));
        var properties = List.of(Map.of("name", "genre", "type", "string"));
        shop.given()
                .body(Map.of("properties", properties))
                .put("/v1/event-definitions/listened")
                .then()
                .statusCode(201);

        suggest("function", "event", "parameter", "name")
                .body("values.value", contains("listened", "product_viewed"))
                .body("values.customers", contains(1, 1));
        suggest("function", "event", "parameter", "genre", "event", "listened").body("values.value", contains("jazz"));
        suggest("function", "product_viewed", "parameter", "category").body("values.value", contains("shoes"));
        suggest("function", "product_viewed", "parameter", "tag").body("values.value", contains("new", "red"));
        refuse("value_invalid", "event-definitions/listened", "event", "parameter", "note", "event", "listened");
        refuse("input_invalid", "Name the event", "event", "parameter", "genre");
    }

    @Test
    void personalDataIsNeverSuggested() {
        shop.given()
                .body(Map.of("name", "s", "type", "string"))
                .put("/v1/attributes/contact")
                .then()
                .statusCode(201);
        for (var contact : List.of("ann@example.org", "+47 912 34 567", "by post")) {
            customer("c" + contact.length(), Map.of("name", "Ann", "custom", Map.of("contact", contact)));
        }

        suggest("attribute", "custom.contact").body("values.value", contains("by post"));
        for (var personal : List.of("email", "phone", "name", "first_name", "external_id")) {
            ask(Map.of("attribute", personal))
                    .statusCode(422)
                    .body("code", is("value_invalid"))
                    .body("detail", containsString("never suggested"));
        }
        shop.given()
                .header("Accept-Language", "zh")
                .get("/v1/catalog/values?attribute=email")
                .then()
                .body("detail", containsString("个人信息"));
    }

    @Test
    void whatHasNoWordsIsRefusedWithTheReason() {
        ask(Map.of("attribute", "amount_spent")).statusCode(422).body("detail", containsString("texts and keys"));
        ask(Map.of("attribute", "citi")).statusCode(422).body("detail", startsWith("Did you mean `city`?"));
        ask(Map.of("function", "order_placed", "parameter", "channel"))
                .statusCode(422)
                .body("detail", containsString("orders_placed"));
        ask(Map.of("function", "orders_placed", "parameter", "amount")).statusCode(422);
        ask(Map.of("function", "orders_placed")).statusCode(400);
        ask(Map.of()).statusCode(400);
        ask(Map.of("attribute", "city", "limit", "0")).statusCode(400);
        ask(Map.of("attribute", "city", "search", "x".repeat(101))).statusCode(422);
    }

    @Test
    void whoMayNotReadTheSourceSeesNoneOfIt() {
        var poor = shop.withScopes("segments:read", "customers:read");
        for (var hidden : List.of(
                "attribute=customer_tags",
                "function=orders_placed&parameter=channel",
                "function=product_viewed&parameter=category")) {
            poor.given()
                    .get("/v1/catalog/values?" + hidden)
                    .then()
                    .statusCode(403)
                    .body("code", is("scope_missing"));
        }
        poor.given().get("/v1/catalog/values?attribute=city").then().statusCode(200);
    }

    /// However many customers there are, some thousands are looked at.
    @Test
    void aSampleStandsForManyCustomers() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(MANY.formatted(shop.key()));
        }

        suggest("attribute", "city")
                .body("approximate", is(true))
                .body("customersCounted", is(10_000))
                .body("values.value", contains("Bergen", "Oslo"))
                .body("values.customers", everyItem(greaterThan(2_000)));
    }

    @Test
    void graphqlAnswersTheSame() {
        customer("1", Map.of("city", "Oslo"));
        order("1", "a", "jazz", 1);

        var query = """
            { city: segmentValueSuggestions(filterQueryName: "city", search: "o", first: 5) {
                of approximate values { value name customers } }
              category: segmentValueSuggestions(
                  filterQueryName: "products_purchased", functionParameterQueryName: "category") {
                values { value } } }
            """;
        shop.given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue())
                .body("data.city.values[0].value", is("Oslo"))
                .body("data.city.values[0].customers", is(1))
                .body("data.category.values.value", contains("jazz"));
    }

    private ValidatableResponse suggest(String... question) {
        return ask(pairs(question)).statusCode(200);
    }

    private void refuse(String code, String reason, String function, String... question) {
        var pairs = pairs(question);
        pairs.put("function", function);
        ask(pairs).statusCode(oneOf(400, 422)).body("code", is(code)).body("detail", containsString(reason));
    }

    private static Map<String, String> pairs(String... question) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = 0; i < question.length; i += 2) {
            pairs.put(question[i], question[i + 1]);
        }
        return pairs;
    }

    private ValidatableResponse ask(Map<String, String> question) {
        return shop.given().queryParams(question).get("/v1/catalog/values").then();
    }

    private void customer(String id, Map<String, ?> fields) {
        shop.given().body(fields).put("/v1/customers/pos:" + id).then().statusCode(201);
    }

    private void tag(String key, String name) {
        shop.given().body(Map.of("name", name)).put("/v1/tags/" + key).then().statusCode(201);
    }

    private void publish(String key, String rule) {
        shop.given()
                .body(Map.of("name", "客群 " + key, "rule", rule))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }

    private void layers(String set, String first, String firstRule, String second, String secondRule) {
        var layers = List.of(
                Map.of("key", first, "name", "层级 " + first, "rule", firstRule),
                Map.of("key", second, "name", "层级 " + second, "rule", secondRule));
        shop.given()
                .body(Map.of("name", set, "layers", layers, "residual", Map.of("key", "rest", "name", "其他")))
                .put("/v1/layer-sets/" + set)
                .then()
                .statusCode(201);
        shop.given().post("/v1/layer-sets/" + set + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/layer-sets/" + set).path("status")));
    }

    private void order(String customer, String id, String category, int quantity) {
        var line = Map.of(
                "productId",
                "p-" + id,
                "category",
                category,
                "tags",
                List.of("new"),
                "quantity",
                quantity,
                "price",
                Map.of("amount", "10.00", "currency", "CNY"));
        shop.given()
                .body(Map.of(
                        "customer",
                        "pos:" + customer,
                        "source",
                        "pos",
                        "externalId",
                        id,
                        "channel",
                        "web",
                        "placedAt",
                        "2026-02-01T10:00:00+08:00",
                        "total",
                        Map.of("amount", quantity * 10 + ".00", "currency", "CNY"),
                        "lines",
                        List.of(line)))
                .post("/v1/orders")
                .then()
                .statusCode(201);
    }

    private void event(String id, String name, Map<String, ?> properties) {
        shop.given()
                .body(Map.of(
                        "customer",
                        "pos:1",
                        "source",
                        "app",
                        "externalId",
                        id,
                        "name",
                        name,
                        "occurredAt",
                        "2026-02-01T10:00:00+08:00",
                        "properties",
                        properties))
                .post("/v1/events")
                .then()
                .statusCode(201);
    }
}
