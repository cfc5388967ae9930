package io.kequn.rulebook;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Files of rules, as tests apply them to their shop and get them back.
record RuleFiles(TestShop shop) {
    /// `query` is `?dryRun=true` or nothing.
    ValidatableResponse apply(String yaml, String query) {
        return shop.given()
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/v1/rules/apply" + query)
                .then();
    }

    /// Applies the file and waits for all builds.
    ValidatableResponse carryOut(String yaml) {
        var answer = apply(yaml, "").statusCode(200);
        settle();
        return answer;
    }

    String export() {
        return shop.given()
                .accept("application/yaml")
                .get("/v1/rules/export")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /// Waits until nothing is built any more.
    void settle() {
        Eventually.holds(() -> statuses().stream().allMatch(status -> status.equals("succeeded")));
    }

    List<String> statuses() {
        return shop.given().get("/v1/jobs?limit=200").jsonPath().getList("items.status");
    }

    /// What is decided about the customer, whatever the kind.
    Map<String, List<String>> of(String customer) {
        return Map.of(
                "segments", new Segments(shop).of(customer),
                "tags", new TagRules(shop).of(customer),
                "layers", new LayerSets(shop).of(customer));
    }
}
