package io.kequn.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules from hostile hands, at every place that takes a rule: each is refused with a reason, and nothing of it is
/// kept.
@KequnTest
class HostileRuleTest {
    private static final int DEEP = 10_000;

    @Inject
    DataSource database;

    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        new TagRules(shop).define("made");
    }

    /// A rule with the code of what is wrong with it.
    record Hostile(String name, String rule, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                new Hostile("deep brackets", "(".repeat(DEEP) + "TRUE" + ")".repeat(DEEP), "too_deep"),
                new Hostile("deep negation", "NOT ".repeat(DEEP) + "TRUE", "too_deep"),
                new Hostile("deep JSON", "{\"not\":".repeat(DEEP) + "{\"true\":true}" + "}".repeat(DEEP), "too_deep"),
                new Hostile("deep lists", "{\"or\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}", "too_deep"),
                new Hostile("long", "city = '" + "a".repeat(100_000) + "'", "too_long"),
                new Hostile("many words", "= ".repeat(30_000), "too_long"),
                new Hostile("many values in JSON", "{\"or\":[" + "{},".repeat(300_000) + "{}]}", "too_long"),
                new Hostile("501 conditions", "city = 'a' OR ".repeat(500) + "city = 'a'", "too_many_conditions"),
                new Hostile("100,000 values", "city IN (" + "1,".repeat(32_000) + "1)", "too_many_values"),
                new Hostile(
                        "100,000 values in JSON",
                        "{\"attribute\":\"city\",\"operator\":\"in\",\"values\":[" + "\"a\",".repeat(99_999)
                                + "\"a\"]}",
                        "too_long"),
                new Hostile("nested repeats", "city MATCHES REGEX '(a+)+$(((((.*)*)*)*)*'", "regex_unsupported"),
                new Hostile("repeats that multiply", "city MATCHES REGEX '((a{100}){100}){100}'", "regex_unsupported"),
                new Hostile("long expression", "city MATCHES REGEX '" + "a".repeat(201) + "'", "regex_unsupported"),
                new Hostile(
                        "optional pieces that multiply",
                        "city MATCHES REGEX '" + "(a?b?c?d?e?f?g?h?i?j?){100}".repeat(7) + "'",
                        "regex_unsupported"),
                new Hostile(
                        "large expressions together",
                        "city MATCHES REGEX '(abcdefghij){100}' OR ".repeat(50) + "TRUE",
                        "regex_unsupported"),
                new Hostile(
                        "JSON that prints too many words",
                        "{\"or\":["
                                + String.join(
                                        ",",
                                        Collections.nCopies(
                                                10,
                                                "{\"attribute\":\"number_of_orders\",\"operator\":\"in\",\"values\":["
                                                        + "1,".repeat(999) + "1]}"))
                                + "]}",
                        "too_long"),
                new Hostile("unclosed quotes", "'".repeat(65_535), "syntax_error"),
                new Hostile("huge number", "amount_spent > " + "9".repeat(60_000), "value_out_of_range"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"a|; 分支或分组为空", "\\ba; 无法识别 \\b", "*a; * 单独出现；请写作 \\*", "[; [ 未闭合或为空", "a\\; 以 \\ 结尾"})
    void whatIsWrongWithAPatternIsToldInChinese(String pattern, String reason) {
        shop.given()
                .header("Accept-Language", "zh-CN")
                .body(Map.of("name", "Odd", "rule", "city MATCHES REGEX '" + pattern + "'"))
                .put("/v1/segments/odd")
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("不可用：" + reason + "。"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isRefusedWithItsReasonEverywhere(Hostile hostile) {
        places(hostile.rule()).forEach((place, answer) -> {
            var told = hostile + " at " + place + ": " + answer.statusCode();
            assertThat(answer.statusCode()).as(told).isBetween(400, 499);
            assertThat(answer.contentType()).as(told).startsWith("application/problem+json");
            assertThat(answer.asString().length()).as(told).isLessThan(20_000);
            assertThat(answer.jsonPath().getList("errors.code")).as(told).contains(hostile.code());
        });
        graphql(hostile.rule()).forEach((place, answer) -> {
            var told = hostile + " at " + place + ": " + answer.asString();
            assertThat(answer.statusCode()).as(told).isLessThan(500);
            assertThat(answer.asString()).as(told).contains(hostile.code()).hasSizeLessThan(20_000);
        });
        shop.given().get("/v1/segments?count=true").then().body("page.total", is(0));
        shop.given().get("/v1/layer-sets?count=true").then().body("page.total", is(0));
        shop.given().get("/v1/tags/made/rule").then().statusCode(404);
    }

    /// The rule is too deep only when it is written as text.
    @Test
    void jsonThatCannotBeReadAgainAsTextIsNotKept() {
        new Segments(shop).publish("vip", "TRUE");
        var rule = "{\"not\":".repeat(16) + "{\"segment\":\"vip\",\"operator\":\"not_in\"}" + "}".repeat(16);

        shop.given()
                .body("{\"name\":\"Deep\",\"rule\":" + rule + "}")
                .put("/v1/segments/deep")
                .then()
                .statusCode(422)
                .body("errors[0].code", is("too_deep"));
        shop.given().get("/v1/segments/vip/dependents").then().statusCode(200);
    }

    /// Whatever made it so, such as a limit that came later: everything but the draft goes on.
    @Test
    void aDraftThatCannotBeReadAnyMoreStopsNothingElse() throws SQLException {
        var segments = new Segments(shop);
        segments.publish("vip", "TRUE");
        segments.put("deep", "NOT IN SEGMENT vip").statusCode(201);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                update segment_version set rule = repeat('NOT ', 17) || 'IN SEGMENT ''vip'''
                where segment_id = (
                  select s.id from segment s join shop on shop.id = s.shop_id where shop.key = '%s' and s.key = 'deep')\
                """.formatted(shop.key()));
        }

        shop.given().get("/v1/segments/vip/dependents").then().statusCode(200).body("items", empty());
        shop.given()
                .body(Map.of("rule", "TRUE"))
                .post("/v1/segments/preview")
                .then()
                .statusCode(200);
        shop.given().post("/v1/segments/deep/publish").then().statusCode(422).body("code", is("rule_invalid"));
        shop.given().delete("/v1/segments/deep").then().statusCode(204);
    }

    /// Text is compared as it is: no character of it is a pattern.
    @Test
    void charactersOfPatternsMeanThemselves() {
        var segments = new Segments(shop);
        segments.customer("pos:1", "a%b_c\\d.*");
        segments.customer("pos:2", "aXbYcZdW");
        for (var rule : List.of("CONTAINS '%b_c\\'", "STARTS WITH 'a%'", "ENDS WITH '\\d.*'")) {
            shop.given()
                    .queryParam("filter", "city " + rule)
                    .get("/v1/customers?count=true")
                    .then()
                    .statusCode(200)
                    .body("page.total", is(1));
        }
        for (var rule : List.of("CONTAINS '" + "%".repeat(5_000) + "'", "ENDS WITH '" + "%a".repeat(2_000) + "'")) {
            shop.given()
                    .body(Map.of("rule", "city " + rule))
                    .post("/v1/segments/preview")
                    .then()
                    .statusCode(200)
                    .body("count", is(0));
        }
    }

    @Test
    void circlesThroughThreeSegmentsAreRefused() {
        var segments = new Segments(shop);
        segments.publish("a", "TRUE");
        segments.publish("b", "IN SEGMENT a");
        segments.publish("c", "IN SEGMENT b AND number_of_orders = 0");
        segments.put("a", "IN SEGMENT c").statusCode(200);

        shop.given()
                .post("/v1/segments/a/publish")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", is("rule_cycle"));
        assertThat(segments.count("a")).isZero();
    }

    /// Whichever of the five closes the circle is refused, with the whole way.
    @Test
    void circlesThroughSegmentsATagAndLayersAreRefusedWhereverTheyClose() {
        var segments = new Segments(shop);
        var tags = new TagRules(shop);
        var layers = new LayerSets(shop);
        segments.publish("a", "TRUE");
        segments.publish("b", "IN SEGMENT a");
        segments.publish("c", "IN SEGMENT b AND number_of_orders = 0");
        tags.rule("loop", "IN SEGMENT c");
        layers.publish("value", List.of("high: amount_spent > 100", "mid: customer_tags CONTAINS 'loop'"), "low");
        segments.put("a", "NOT IN LAYER 'value' = 'low'").statusCode(200);

        refused(shop.given().post("/v1/segments/a/publish"), "a", "layer:value", "tag:loop", "c", "b", "a");

        layers.publish("value", List.of("high: amount_spent > 100"), "low");
        shop.given().post("/v1/segments/a/publish").then().statusCode(200);
        layers.put("value", List.of("high: customer_tags CONTAINS 'loop'"), "low")
                .statusCode(200);
        refused(
                shop.given().post("/v1/layer-sets/value/publish"),
                "layer:value",
                "tag:loop",
                "c",
                "b",
                "a",
                "layer:value");
        refused(
                shop.given().post("/v1/layer-sets/value/versions/1/publish"),
                "layer:value",
                "tag:loop",
                "c",
                "b",
                "a",
                "layer:value");

        tags.rule("loop", "amount_spent > 1");
        layers.publishDraft("value");
        refused(
                tags.put("loop", "IN SEGMENT c").extract().response(),
                "tag:loop",
                "c",
                "b",
                "a",
                "layer:value",
                "tag:loop");
        refused(
                shop.given().post("/v1/tags/loop/rule/versions/1/publish"),
                "tag:loop",
                "c",
                "b",
                "a",
                "layer:value",
                "tag:loop");
    }

    private static void refused(Response answer, String... path) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("rule_cycle");
        assertThat(answer.jsonPath().getString("detail")).contains("`" + String.join("` → `", path) + "`");
    }

    /// Every place of REST that takes a rule, with what it answered.
    private Map<String, Response> places(String rule) {
        var segment = Map.of("key", "made", "name", "made", "rule", rule);
        var answers = new LinkedHashMap<String, Response>();
        answers.put("validate", shop.given().body(Map.of("rule", rule)).post("/v1/segments/validate"));
        answers.put("preview", shop.given().body(Map.of("rule", rule)).post("/v1/segments/preview"));
        answers.put("create", shop.given().body(segment).post("/v1/segments"));
        answers.put(
                "put", shop.given().body(Map.of("name", "made", "rule", rule)).put("/v1/segments/made"));
        answers.put(
                "rules as code",
                shop.given()
                        .body(Map.of("version", 1, "segments", List.of(segment)))
                        .post("/v1/rules/apply"));
        var layer = Map.of("key", "made", "name", "made", "rule", rule);
        answers.put(
                "layers",
                shop.given()
                        .body(Map.of(
                                "name", "made", "layers", List.of(layer), "residual", Map.of("key", "r", "name", "r")))
                        .put("/v1/layer-sets/made"));
        answers.put("tag", shop.given().body(Map.of("rule", rule)).put("/v1/tags/made/rule"));
        return answers;
    }

    /// The same of GraphQL; filters are text only.
    private Map<String, Response> graphql(String rule) {
        var answers = new LinkedHashMap<String, Response>();
        var filter = "query ($rule: String!) { customers(filter: $rule) { nodes { id } } }";
        for (var document : List.of(
                rule.startsWith("{") ? "query ($rule: String!) { segmentRuleCheck(rule: $rule) { hash } }" : filter,
                "query ($rule: String!) { segmentRuleCheck(rule: $rule) { rule } }",
                "query ($rule: String!) { segmentRulePreview(rule: $rule) { count } }",
                "mutation ($rule: String!) { segmentCreate(input: {key: \"made\", name: \"m\", rule: $rule}) {"
                        + " userErrors { code field message } } }",
                "mutation ($rule: String!) { tagRuleSet(input: {tag: \"made\", rule: $rule}) {"
                        + " userErrors { code field message } } }",
                "mutation ($rule: String!) { layerSetPut(input: {key: \"made\", name: \"m\", layers: [{key: \"m\","
                        + " name: \"m\", rule: $rule}], residual: {key: \"r\", name: \"r\"}}) {"
                        + " userErrors { code field message } } }")) {
            answers.put(
                    document,
                    shop.given()
                            .body(Map.of("query", document, "variables", Map.of("rule", rule)))
                            .post("/graphql"));
        }
        return answers;
    }
}
