package io.kequn.customer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Own attributes that say who a person is: read back by whoever may read customers, and known to rules by equality
/// only.
@KequnTest
class PersonalAttributeTest {
    private static final String PASSPORT = "G12345678";

    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.create();
        put("passport", Map.of("name", "Passport", "type", "string", "personal", true))
                .statusCode(201)
                .body("personal", is(true));
    }

    @Test
    void valueIsReadBackAndSurvivesOtherChanges() {
        customer("ada", Map.of("passport", PASSPORT)).statusCode(201).body("customer.custom.passport", is(PASSPORT));
        shop.given()
                .contentType("application/merge-patch+json")
                .body(Map.of("city", "Oslo"))
                .patch("/v1/customers/pos:ada")
                .then()
                .statusCode(200)
                .body("customer.custom.passport", is(PASSPORT));
        customer("ada", Map.of("passport", PASSPORT)).statusCode(200).body("customer.version", is(2));

        var none = new HashMap<String, Object>();
        none.put("passport", null);
        customer("ada", none).statusCode(200).body("customer.custom.passport", nullValue());
        filter("custom.passport IS NULL").body("items.size()", is(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "custom.passport = 'G12345678' | ada",
                "custom.passport != 'G12345678' | bob,eve",
                "custom.passport IN ('G12345678', 'H2') | ada,bob",
                "custom.passport NOT IN ('H2') | ada,eve",
                "custom.passport IS NOT NULL | ada,bob",
                "custom.passport IS NULL | eve",
                "custom.passport = 'g12345678' | ''",
                "NOT custom.passport = 'H2' AND custom.passport IS NOT NULL | ada"
            })
    void rulesAskForEquality(String rule, String found) {
        customer("ada", Map.of("passport", PASSPORT));
        customer("bob", Map.of("passport", "H2"));
        customer("eve", Map.of());

        var expected = found.replace("'", "").isEmpty() ? List.<String>of() : List.of(found.split(","));
        filter(rule).body("items.identities.flatten().externalId", is(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom.passport CONTAINS 'G1'",
                "custom.passport STARTS WITH 'G1'",
                "custom.passport MATCHES REGEX 'G.*'",
                "custom.passport > 'G1'",
                "custom.passport HAS BEEN 'G1' FOR AT LEAST 3d"
            })
    void anythingElseIsRefusedAtItsPlace(String rule) {
        shop.given()
                .body(Map.of("rule", rule))
                .post("/v1/segments/validate")
                .then()
                .statusCode(422)
                .body("errors[0].code", is("operator_not_allowed"))
                .body("errors[0].position.line", is(1));
    }

    @Test
    void segmentFollowsTheValue() {
        shop.given()
                .body(Map.of("name", "Known", "rule", "custom.passport = '" + PASSPORT + "'"))
                .put("/v1/segments/known")
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/known/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/known").path("status")));

        customer("ada", Map.of("passport", PASSPORT))
                .statusCode(201)
                .body("membershipChanges.operation", is(List.of("entered")));
        shop.given()
                .get("/v1/segments/known/members/pos:ada/explanation")
                .then()
                .statusCode(200)
                .body("verdict", is(true));
        customer("ada", Map.of("passport", "H2"))
                .statusCode(200)
                .body("membershipChanges.operation", is(List.of("left")));
        shop.given()
                .get("/v1/segments/known/members/pos:ada/explanation")
                .then()
                .statusCode(200)
                .body("verdict", is(false))
                .body("rule.tests[0].actual", is("•••"))
                .body("flips.to", hasItem(PASSPORT));
    }

    @Test
    void mergedCustomerKeepsIt() {
        customer("ada", Map.of("passport", PASSPORT));
        customer("bob", Map.of());

        shop.given()
                .body(Map.of("into", "pos:bob"))
                .post("/v1/customers/pos:ada/merge")
                .then()
                .statusCode(200)
                .body("customer.custom.passport", is(PASSPORT));
        filter("custom.passport = '" + PASSPORT + "'").body("items.size()", is(1));
    }

    @Test
    void valuesAreNeitherSuggestedNorCounted() {
        customer("ada", Map.of("passport", PASSPORT));

        shop.given()
                .queryParam("attribute", "custom.passport")
                .get("/v1/catalog/values")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("attribute"));
        shop.given()
                .queryParam("rows", "custom.passport")
                .queryParam("columns", "city")
                .get("/v1/analytics/crosstab")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("rows"))
                .body(not(containsString(PASSPORT)));
    }

    @Test
    void onlyTextsArePersonalAndForGood() {
        put("born", Map.of("name", "Born", "type", "date", "personal", true))
                .statusCode(422)
                .body("errors.pointer", hasItem("/personal"));
        put("title", Map.of("name", "Title", "type", "string", "personal", true, "allowedValues", List.of("Dr")))
                .statusCode(422)
                .body("errors.pointer", hasItem("/allowedValues"));
        put("passport", Map.of("name", "Passport", "type", "string", "personal", false))
                .statusCode(409)
                .body("code", is("state_conflict"));
        put("city2", Map.of("name", "City", "type", "string")).statusCode(201).body("personal", is(false));
        put("city2", Map.of("name", "City", "type", "string", "personal", true)).statusCode(409);
    }

    @Test
    void rulesAsCodeKnowIt() {
        String yaml = shop.given()
                .contentType("application/yaml")
                .accept("application/yaml")
                .get("/v1/rules/export")
                .then()
                .statusCode(200)
                .body(containsString("personal: true"))
                .extract()
                .asString();
        var other = TestShop.create();
        for (var again : List.of(false, true)) {
            other.given()
                    .contentType("application/yaml")
                    .body(yaml.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/rules/apply")
                    .then()
                    .statusCode(200)
                    .body("items.find { it.key == 'passport' }.action", is(again ? "unchanged" : "create"));
        }
        other.given().get("/v1/attributes/passport").then().body("personal", is(true));
        other.given()
                .contentType("application/yaml")
                .body(yaml.replace("personal: true", "personal: false").getBytes(StandardCharsets.UTF_8))
                .post("/v1/rules/apply")
                .then()
                .statusCode(409)
                .body("errors.pointer", hasItem("/attributes/0/personal"));
    }

    private ValidatableResponse put(String key, Map<String, ?> attribute) {
        return shop.given().body(attribute).put("/v1/attributes/" + key).then();
    }

    private ValidatableResponse customer(String externalId, Map<String, ?> custom) {
        return shop.given()
                .body(Map.of("custom", custom))
                .put("/v1/customers/pos:" + externalId)
                .then();
    }

    private ValidatableResponse filter(String rule) {
        return shop.given()
                .queryParam("filter", rule)
                .get("/v1/customers")
                .then()
                .statusCode(200);
    }
}
