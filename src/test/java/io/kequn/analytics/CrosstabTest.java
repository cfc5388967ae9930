package io.kequn.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Customers counted by two divisions at once.
@KequnTest
class CrosstabTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final List<String> CITIES = List.of("Oslo", "Rome", "Basel");

    private TestShop shop;
    private Segments segments;
    private LayerSets layers;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-03-01T12:00");
        segments = new Segments(shop);
        layers = new LayerSets(shop);
    }

    /// A customer as the test knows it.
    private record Known(
            @Nullable String city,
            @Nullable Integer age,
            int spent,
            @Nullable String tag) {
        @Nullable
        String band() {
            if (age == null) {
                return null;
            }
            return age < 18 ? "<18" : age < 25 ? "18..25" : age < 35 ? "25..35" : ">=35";
        }

        String layer() {
            return spent > 200 ? "high" : spent > 50 ? "mid" : "low";
        }

        String level() {
            return spent >= 100 ? "gold" : "silver";
        }
    }

    private static final Map<String, Function<Known, @Nullable String>> DIMENSIONS = Map.of(
            "city", Known::city,
            "age:18,25,35", Known::band,
            "layer.value", Known::layer,
            "level.club", Known::level,
            "tagGroup.worth", Known::tag);

    @Test
    void everyTableEqualsAPlainCount() {
        layers.publish("value", List.of("high: amount_spent > 200", "mid: amount_spent > 50"), "low");
        shop.given()
                .body(Map.of(
                        "name",
                        "Club",
                        "levels",
                        List.of(
                                Map.of("key", "silver", "name", "Silver"),
                                Map.of("key", "gold", "name", "Gold", "qualification", "amount_spent >= 100"))))
                .put("/v1/level-programs/club")
                .then()
                .statusCode(201);
        shop.given().post("/v1/level-programs/club/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/level-programs/club").path("status")));
        group();
        var random = new Random(SEED);
        var customers = new ArrayList<Known>();
        for (int i = 0; i < 60; i++) {
            customers.add(make(i, random));
        }

        for (var down : DIMENSIONS.keySet()) {
            for (var across : DIMENSIONS.keySet()) {
                compare(ask(down, across, null), down, across, customers);
            }
        }
        compare(
                ask("layer.value", "age:18,25,35", "city = 'Oslo' AND amount_spent > 20"),
                "layer.value",
                "age:18,25,35",
                customers.stream()
                        .filter(known -> "Oslo".equals(known.city) && known.spent > 20)
                        .toList());
    }

    private void group() {
        shop.given()
                .body(Map.of("name", "Worth", "kind", "behaviour", "exclusive", true))
                .put("/v1/tag-groups/worth")
                .then()
                .statusCode(201);
        for (var tag : List.of("dear", "cheap")) {
            shop.given()
                    .body(Map.of("name", "标签 " + tag, "groupKey", "worth"))
                    .put("/v1/tags/" + tag)
                    .then()
                    .statusCode(201);
        }
    }

    private Known make(int i, Random random) {
        @Nullable String city = random.nextInt(5) == 0 ? null : CITIES.get(random.nextInt(3));
        @Nullable Integer age = random.nextInt(5) == 0 ? null : 10 + random.nextInt(60);
        int spent = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(400);
        @Nullable String tag = List.of("dear", "cheap", "").get(random.nextInt(3));
        var fields = new HashMap<String, Object>();
        fields.put("name", "顾客 " + i);
        if (city != null) {
            fields.put("city", city);
        }
        if (age != null) {
            fields.put("birthDate", (2026 - age) + "-01-15");
        }
        segments.customer("pos:" + i, fields).statusCode(201);
        if (spent > 0) {
            segments.order("pos:" + i, "" + i, spent + ".00");
        }
        if (!tag.isEmpty()) {
            shop.given()
                    .body(Map.of())
                    .put("/v1/customers/pos:" + i + "/tags/" + tag)
                    .then()
                    .statusCode(200);
        }
        return new Known(city, age, spent, tag.isEmpty() ? null : tag);
    }

    private static void compare(ValidatableResponse answer, String down, String across, List<Known> customers) {
        var json = answer.statusCode(200).extract().jsonPath();
        var what = "seed %d, %s by %s".formatted(SEED, down, across);
        List<String> rows = json.getList("rows.parts.key");
        List<String> columns = json.getList("columns.parts.key");
        List<List<Integer>> cells = json.getList("cells");
        var row = DIMENSIONS.get(down);
        var column = DIMENSIONS.get(across);
        assertThat(json.getInt("total")).as(what).isEqualTo(customers.size());
        assertThat(rows.getLast()).as(what).isNull();
        assertThat(columns.getLast()).as(what).isNull();
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < columns.size(); k++) {
                var key = rows.get(i);
                var other = columns.get(k);
                assertThat(cells.get(i).get(k))
                        .as("%s at %s, %s", what, key, other)
                        .isEqualTo((int) customers.stream()
                                .filter(known -> Objects.equals(row.apply(known), key)
                                        && Objects.equals(column.apply(known), other))
                                .count());
            }
            var key = rows.get(i);
            assertThat(json.getInt("rows.parts[%d].total".formatted(i)))
                    .as("%s, %s", what, key)
                    .isEqualTo((int) customers.stream()
                            .filter(known -> Objects.equals(row.apply(known), key))
                            .count());
        }
        assertThat(cells.stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .sum())
                .as(what)
                .isEqualTo(customers.size());
    }

    @Test
    void partsHaveNamesAndAnOrderAndNoneIsTold() {
        group();
        segments.customer("pos:1", Map.of("city", "Rome", "birthDate", "2000-01-01"))
                .statusCode(201);
        segments.customer("pos:2", Map.of("city", "Oslo")).statusCode(201);
        segments.customer("pos:3", Map.of("city", "Oslo")).statusCode(201);
        shop.given().body(Map.of()).put("/v1/customers/pos:1/tags/dear").then().statusCode(200);

        ask("age:18,25,35", "city", null)
                .statusCode(200)
                .body("rows.dimension", is("age:18,25,35"))
                .body("rows.parts.key", contains("<18", "18..25", "25..35", ">=35", null))
                .body(
                        "rows.parts.name",
                        contains("under 18", "18 to under 25", "25 to under 35", "35 and over", "none"))
                .body("columns.parts.key", contains("Oslo", "Rome", null))
                .body("columns.parts.total", contains(2, 1, 0))
                .body("cells[2]", contains(0, 1, 0))
                .body("cells[4]", contains(2, 0, 0))
                .body("total", is(3))
                .body("evaluatedAt", notNullValue())
                .body("timeZone", is("Asia/Shanghai"));
        shop.given()
                .header("Accept-Language", "zh")
                .get("/v1/analytics/crosstab?rows=tagGroup.worth&columns=age:18,25")
                .then()
                .body("rows.parts.key", contains("cheap", "dear", null))
                .body("rows.parts.name", contains("标签 cheap", "标签 dear", "无"))
                .body("columns.parts.name", contains("18 以下", "18 至 25（不含）", "25 及以上", "无"));
        segments.ask("{crosstab(rows: \"city\", columns: \"tagGroup.worth\", filter: \"city = 'Rome'\") {total cells"
                        + " rows {parts {key name total}} columns {parts {key}}}}")
                .body("data.crosstab.total", is(1))
                .body("data.crosstab.rows.parts.key", contains("Rome", null))
                .body("data.crosstab.cells[0]", contains(0, 1, 0));
    }

    @Test
    void whatCannotDivideIsRefusedAtItsPlace() {
        shop.given()
                .body(Map.of("name", "Notes", "kind", "custom"))
                .put("/v1/tag-groups/notes")
                .then()
                .statusCode(201);
        refuse("rows=city", 400, "columns");
        refuse("rows=&columns=city", 422, "rows");
        refuse("rows=amount_spent&columns=city", 422, "rows");
        refuse("rows=city&columns=age:30,20", 422, "columns");
        refuse("rows=city&columns=age:x", 422, "columns");
        refuse("rows=city&columns=city:1,2", 422, "columns");
        refuse("rows=age:18.5&columns=city", 422, "rows");
        refuse("rows=email&columns=city", 422, "rows");
        refuse("rows=nothing&columns=city", 422, "rows");
        refuse("rows=customer_tags&columns=city", 422, "rows");
        refuse("rows=birth_date&columns=city", 422, "rows");
        refuse("rows=layer.none&columns=city", 422, "rows");
        refuse("rows=tagGroup.notes&columns=city", 422, "rows");
        refuse("rows=layer.a'b&columns=city", 422, "rows");
        shop.given()
                .get("/v1/analytics/crosstab?rows=city&columns=language&filter=nothing = 1")
                .then()
                .statusCode(422)
                .body("code", is("rule_invalid"));
        shop.withScopes("customers:read")
                .given()
                .get("/v1/analytics/crosstab?rows=city&columns=language")
                .then()
                .statusCode(403);
    }

    @Test
    void tooManyPartsAreRefused() {
        for (int i = 0; i < 103; i++) {
            segments.customer("pos:" + i, Map.of("city", "City " + i)).statusCode(201);
        }

        refuse("rows=city&columns=language", 422, "rows");
        ask("city", "language", "city = 'City 7'").statusCode(200).body("total", is(1));
    }

    private void refuse(String query, int status, String pointer) {
        shop.given()
                .get("/v1/analytics/crosstab?" + query)
                .then()
                .statusCode(status)
                .body("errors[0].pointer", is(pointer));
    }

    private ValidatableResponse ask(String rows, String columns, @Nullable String filter) {
        var request = shop.given().queryParam("rows", rows).queryParam("columns", columns);
        return (filter == null ? request : request.queryParam("filter", filter))
                .get("/v1/analytics/crosstab")
                .then();
    }
}
