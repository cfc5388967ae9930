package io.kequn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.level.LevelPrograms;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What rules can say, as the service tells it.
@KequnTest
class CatalogTest {
    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-03-01T12:00");
    }

    @Test
    void everyOperandTellsTheOperatorsThatItTakes() {
        catalog("en")
                .body(operators("boolean"), contains("eq", "neq", "is_null", "is_not_null"))
                .body(operators("string"), hasItems("contains", "matches_regex"))
                .body(operators("string"), not(hasItem("between")))
                .body(operators("anniversary"), hasItems("in_next", "not_between"))
                .body(operators("anniversary"), not(hasItem("at_least_ago")))
                .body("rules.operators.find { it.key == 'not_in' }.complementOf", is("in"))
                .body("rules.operators.find { it.key == 'between' }.takes", is("two"));
    }

    @Test
    void anAttributeTellsWhatCanBeAskedOfIt() {
        catalog("en")
                .body(attribute("email_consent", "type"), is("listed_string"))
                .body(attribute("email_consent", "values"), hasItem("granted"))
                .body(
                        attribute("email_consent", "olderNames"),
                        containsInAnyOrder("email_subscription_status", "consent.marketing.email"))
                .body(attribute("email_consent", "neverMissing"), is(true))
                .body(attribute("birth_date", "anniversary"), is(true))
                .body(attribute("city", "hasBeen"), is(true))
                .body(attribute("city", "suggestsValues"), is(true))
                .body(attribute("amount_spent", "hasBeen"), is(false))
                .body(attribute("amount_spent", "suggestsValues"), is(false))
                .body(attribute("customer_tags", "type"), is("set"));
    }

    @Test
    void aFunctionTellsItsParametersAndAggregates() {
        var orders = "rules.functions.find { it.key == 'orders_placed' }.";
        catalog("en")
                .body(orders + "parameters.key", hasItems("date", "amount", "channel"))
                .body(orders + "parameters.find { it.key == 'amount' }.valueType", is("money"))
                .body(orders + "aggregates.key", hasItems("count", "sum_amount", "avg_amount", "distinct_channel"))
                .body(orders + "aggregates.find { it.key == 'sum_amount' }.name", is("Sum of Amount"))
                .body(orders + "open", is(false))
                .body("rules.functions.find { it.key == 'event' }.open", is(true))
                .body(
                        "rules.functions.find { it.key == 'product_viewed' }.parameters.key",
                        hasItems("date", "category", "price"));
    }

    @Test
    void limitsAndWordsOfTimeAreTold() {
        catalog("en")
                .body("currency", is("CNY"))
                .body("timeZone", is("Asia/Shanghai"))
                .body("weekStart", is("monday"))
                .body("rules.limits.conditions", is(500))
                .body("rules.limits.depth", is(16))
                .body("rules.limits.values", is(1000))
                .body("rules.limits.characters", is(65_536))
                .body("rules.periods.key", hasItems("this_week", "last_year"))
                .body("rules.days.key", contains("today", "yesterday", "now"))
                .body("rules.units.key", contains("h", "d", "w", "m", "y"));
    }

    @Test
    void ownAttributesBearTheNamesThatTheShopGaveThem() {
        own("shoe", Map.of("name", "鞋码", "description", "欧码", "type", "string", "allowedValues", List.of("it's 41")));

        catalog("en")
                .body(attribute("custom.shoe", "name"), is("鞋码"))
                .body(attribute("custom.shoe", "description"), is("欧码"))
                .body(attribute("custom.shoe", "example"), is("custom.shoe = 'it''s 41'"));
    }

    @Test
    void namesAreInTheLanguageOfTheCaller() {
        catalog("en").body("language", is("en")).body(attribute("city", "name"), is("City"));
        catalog("zh-CN")
                .body("language", is("zh"))
                .body(attribute("city", "name"), is("城市"))
                .body("rules.operators.find { it.key == 'gte' }.name", is("不小于"));
    }

    @Test
    void everythingHasANameAndADescriptionInBothLanguages() {
        defineStagesAndLevels();
        for (var language : List.of("en", "zh")) {
            var rules = catalog(language).extract().jsonPath();
            for (var group : List.of("attributes", "functions", "conditions", "operators", "operands", "periods")) {
                List<Map<String, Object>> entries = rules.getList("rules." + group);
                assertThat(entries)
                        .as("%s %s", language, group)
                        .isNotEmpty()
                        .noneMatch(entry -> entry.get("name") == null)
                        .noneMatch(entry ->
                                language.equals("zh") && entry.get("name").equals(entry.get("key")));
            }
            for (var group : List.of("attributes", "functions", "conditions", "days")) {
                assertThat(rules.<String>getList("rules." + group + ".description"))
                        .as("%s %s", language, group)
                        .doesNotContainNull();
            }
        }
    }

    /// A line that no entry asks for says something of nothing.
    @Test
    void noWordIsLeftOver() throws Exception {
        var texts = new ArrayList<Properties>();
        for (var file : List.of("en", "zh")) {
            try (var stream = CatalogWords.class.getResourceAsStream("/catalog/" + file + ".properties")) {
                var properties = new Properties();
                properties.load(stream);
                texts.add(properties);
            }
        }
        defineStagesAndLevels();
        var keys = catalog("en").extract().jsonPath();
        var known = new TreeSet<String>();
        keys.<String>getList("rules.attributes.key").forEach(key -> known.add("attribute." + key));
        keys.<String>getList("rules.functions.key").forEach(key -> known.add("function." + key));

        assertThat(texts.getFirst().keySet()).isEqualTo(texts.getLast().keySet());
        assertThat(texts.getFirst().stringPropertyNames())
                .filteredOn(word -> word.matches("(attribute|function)[.][^.*]*"))
                .allMatch(known::contains);
    }

    @Test
    void levelOfAProgramIsNamedByTheProgram() {
        defineStagesAndLevels();

        catalog("en").body(attribute("level.club", "name"), is("Level in club"));
        catalog("zh").body(attribute("level.club", "name"), is("club 中的等级"));
    }

    @Test
    void everyExampleIsARuleOfThisShop() {
        var types =
                Map.of("text", "string", "size", "number", "vegan", "boolean", "wedding", "date", "visit", "instant");
        types.forEach((key, type) -> own(key, Map.of("name", key, "type", type)));
        own("interests", Map.of("name", "interests", "type", "set"));
        segment("vip");
        defineStagesAndLevels();
        var rules = catalog("en").extract().jsonPath();
        assertThat(rules.<String>getList("rules.attributes.key"))
                .contains("level", "level.club", "level_since", "level_expires_at", "lifecycle_stage");

        for (var group : List.of("attributes", "functions", "conditions", "operators", "periods", "days")) {
            List<Map<String, String>> entries = rules.getList("rules." + group);
            for (var entry : entries) {
                if (!entry.get("key").equals("layer")) {
                    assertThat(entry.get("example")).as("%s", entry).isNotNull();
                    shop.given()
                            .body(Map.of("rule", entry.get("example")))
                            .post("/v1/segments/validate")
                            .then()
                            .statusCode(200);
                }
            }
        }
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        var first = catalog("en").extract();
        var etag = first.header("ETag");

        assertThat(etag).isNotEqualTo(catalog("zh").extract().header("ETag"));
        shop.given().header("If-None-Match", etag).get("/v1/catalog").then().statusCode(304);
        own("shoe", Map.of("name", "shoe", "type", "string"));
        shop.given().header("If-None-Match", etag).get("/v1/catalog").then().statusCode(200);
    }

    @Test
    void whatARuleCanBeginWithIsFoundByAnyOfItsNames() {
        filters("amount").body("items.queryName", contains("amount_spent", "refunded_amount", "average_order_value"));
        filters("customer_cit").body("items.queryName", contains("city"));
        filters("in a segment").body("items.kind", contains("condition"));
        filters("zzz").body("items", hasSize(0));
        shop.given()
                .header("Accept-Language", "zh")
                .queryParam("search", "消费")
                .get("/v1/catalog/filters")
                .then()
                .statusCode(200)
                .body("items[0].queryName", is("amount_spent"))
                .body("items[0].localizedName", is("消费金额"));
    }

    @Test
    void filtersComeInPages() {
        var all = filters("").extract().jsonPath().<String>getList("items.queryName");
        var seen = new ArrayList<String>();
        String after = "";
        while (after != null) {
            var page = shop.given()
                    .queryParams(after.isEmpty() ? Map.of("limit", 7) : Map.of("limit", 7, "after", after))
                    .get("/v1/catalog/filters")
                    .jsonPath();
            seen.addAll(page.getList("items.queryName"));
            after = page.getString("page.next");
        }

        assertThat(seen).isEqualTo(all).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @Test
    void graphqlAnswersTheSame() {
        var query = """
            { ruleCatalog { language rules { limits { conditions } attributes { key name operators: type } } }
              segmentFilterSuggestions(search: "amount", first: 1) { nodes { kind queryName } pageInfo { hasNextPage } } }
            """;
        shop.given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue())
                .body("data.ruleCatalog.rules.limits.conditions", is(500))
                .body("data.segmentFilterSuggestions.nodes[0].kind", is("ATTRIBUTE"))
                .body("data.segmentFilterSuggestions.nodes[0].queryName", is("amount_spent"))
                .body("data.segmentFilterSuggestions.pageInfo.hasNextPage", is(true));
    }

    @Test
    void bothScopesAreNeeded() {
        shop.withScopes("segments:read")
                .given()
                .get("/v1/catalog")
                .then()
                .statusCode(403)
                .body("detail", containsString("attributes:read"));
        shop.withScopes("segments:read", "attributes:read")
                .given()
                .get("/v1/catalog")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse catalog(String language) {
        return shop.given()
                .header("Accept-Language", language)
                .get("/v1/catalog")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse filters(String search) {
        return shop.given()
                .queryParams("search", search, "limit", 200)
                .get("/v1/catalog/filters")
                .then()
                .statusCode(200);
    }

    private void own(String key, Map<String, ?> attribute) {
        shop.given().body(attribute).put("/v1/attributes/" + key).then().statusCode(201);
    }

    private void segment(String key) {
        shop.given()
                .body(Map.of("name", key, "rule", "TRUE"))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }

    private void defineStagesAndLevels() {
        new LayerSets(shop)
                .publish("lifecycle", List.of("lost: number_of_orders < 0", "dormant: number_of_orders = 0"), "other");
        new LevelPrograms(shop).publish("club", List.of("plain", "gold: amount_spent > 100"), Map.of());
    }

    private static String operators(String operand) {
        return "rules.operands.find { it.key == '" + operand + "' }.operators";
    }

    private static String attribute(String key, String field) {
        return "rules.attributes.find { it.key == '" + key + "' }." + field;
    }
}
