package io.kequn.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.access.Feature;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Features that the platform gives shops or keeps from them.
@KequnTest
class FeatureTest {
    @Test
    void newShopHasAllFeatures() {
        var shop = TestShop.create();

        List<String> names = shop.given()
                .get("/v1/shop/features")
                .then()
                .statusCode(200)
                .body("state", everyItem(is("enabled")))
                .extract()
                .path("feature");

        assertThat(names)
                .containsExactlyElementsOf(
                        Arrays.stream(Feature.values()).map(Feature::text).toList());
    }

    @Test
    void disabledFeatureIsRefusedByNameWhereverItIsCalled() {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "Kim"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);
        decide(shop, "points", "disabled").statusCode(200).body("state", is("disabled"));

        refused(shop.given().get("/v1/customers/pos:1/points").then(), "points");
        refused(
                shop.given()
                        .body("{\"points\": 5}")
                        .post("/v1/customers/pos:1/points/earn")
                        .then(),
                "points");
        refused(shop.given().get("/v1/customers/pos:1/card").then(), "points");
        ask(shop, "{ customer(id: \"pos:1\") { name points { balance } } }")
                .body("errors[0].extensions.problem.code", is("feature_disabled"));
        ask(shop, "mutation { pointsEarn(input: {customerId: \"pos:1\", points: 1}) { userErrors { code } } }")
                .body("errors[0].extensions.problem.code", is("feature_disabled"));
        shop.given().get("/v1/customers/pos:1").then().statusCode(200);
        shop.given()
                .get("/v1/whoami")
                .then()
                .body("scopes", not(hasItem("points:read")))
                .body("scopes", hasItem("customers:read"));

        decide(shop, "points", "enabled").statusCode(200);
        shop.given().get("/v1/customers/pos:1/points").then().statusCode(200);
    }

    @Test
    void featureWithoutScopesOfItsOwnIsRefusedByItsAddress() {
        var shop = TestShop.create();
        for (var feature : List.of("sync", "changes", "analytics")) {
            decide(shop, feature, "disabled").statusCode(200);
        }

        refused(shop.given().get("/v1/sync/customers").then(), "sync");
        refused(shop.given().get("/v1/changes").then(), "changes");
        refused(
                shop.given()
                        .get("/v1/analytics/crosstab?rows=gender&columns=city")
                        .then(),
                "analytics");
        for (var query : List.of(
                "sync(feed: CUSTOMERS) { more }",
                "changes { nodes { id } }",
                "crosstab(rows: \"gender\", columns: \"city\") { total }")) {
            ask(shop, "{ shop { key } " + query + " }")
                    .body("errors[0].extensions.problem.code", is("feature_disabled"));
        }
        shop.given().get("/v1/segments").then().statusCode(200);
    }

    /// Rules go on, so that all is right when the shop has the feature again.
    @Test
    void whatADisabledFeatureHasMadeStaysRight() {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "Buyers", "rule", "number_of_orders > 0"))
                .put("/v1/segments/buyers")
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/buyers/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/buyers").path("status")));
        shop.given()
                .body(Map.of("name", "Kim"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);
        decide(shop, "segments", "disabled").statusCode(200);
        refused(shop.given().get("/v1/segments/buyers").then(), "segments");

        shop.given()
                .body(Map.of(
                        "customer", "pos:1",
                        "source", "pos",
                        "externalId", "1",
                        "placedAt", "2026-01-05T10:00:00+08:00",
                        "total", Map.of("amount", "9.90", "currency", "CNY")))
                .post("/v1/orders")
                .then()
                .statusCode(201);
        decide(shop, "segments", "enabled").statusCode(200);

        shop.given().get("/v1/segments/buyers/members").then().body("items.size()", is(1));
    }

    @Test
    void shopAsksAndThePlatformDecides() {
        var shop = TestShop.create();
        decide(shop, "webhooks", "disabled").statusCode(200);

        shop.given()
                .post("/v1/shop/features/webhooks/request")
                .then()
                .statusCode(200)
                .body("state", is("requested"))
                .body("requestedAt", notNullValue())
                .body("requestedBy", notNullValue());
        refused(shop.given().get("/v1/webhooks").then(), "webhooks");
        TestShop.platform()
                .get("/v1/shops/" + shop.key() + "/features/webhooks")
                .then()
                .statusCode(200)
                .body("state", is("requested"))
                .body("decidedBy", is("platform"));

        decide(shop, "webhooks", "enabled").body("decidedAt", notNullValue());
        shop.given().get("/v1/webhooks").then().statusCode(200);
        shop.given()
                .post("/v1/shop/features/points/request")
                .then()
                .statusCode(200)
                .body("state", is("enabled"))
                .body("requestedAt", nullValue());
    }

    @Test
    void featuresAreDecidedByThePlatformOnlyAndHaveNames() {
        var shop = TestShop.create();
        var address = "/v1/shops/" + shop.key() + "/features/points";

        shop.given().body(Map.of("state", "disabled")).put(address).then().statusCode(403);
        shop.withScopes("shop:read")
                .given()
                .post("/v1/shop/features/points/request")
                .then()
                .statusCode(403);
        TestShop.platform().get(address + "x").then().statusCode(404).body("code", is("feature_not_found"));
        decide(shop, "points", "requested").statusCode(422).body("errors[0].pointer", is("/state"));
        decide(shop, "points", "gone")
                .statusCode(422)
                .body("errors[0].message", containsString("disabled, enabled"))
                .body("errors[0].message", not(containsString("requested")));
    }

    @Test
    void featuresInGraphQL() {
        var shop = TestShop.create();
        var set = "mutation { shopFeatureSet(input: {shopKey: \"" + shop.key()
                + "\", feature: LEVELS, state: DISABLED}) { feature { state } userErrors { code } } }";

        ask(TestShop.platform(), set).body("data.shopFeatureSet.feature.state", is("DISABLED"));
        ask(shop, "mutation { shopFeatureRequest(input: {feature: LEVELS}) { feature { state requestedBy } } }")
                .body("data.shopFeatureRequest.feature.state", is("REQUESTED"));
        ask(shop, "{ shopFeatures { feature state } }")
                .body("data.shopFeatures.find { it.feature == 'LEVELS' }.state", is("REQUESTED"));
        ask(TestShop.platform(), "{ shopFeaturesByKey(key: \"" + shop.key() + "\") { feature state decidedBy } }")
                .body("data.shopFeaturesByKey.find { it.feature == 'LEVELS' }.decidedBy", is("platform"));
        ask(shop, set).body("errors[0].extensions.problem.code", is("scope_missing"));
    }

    @Test
    void shopHasAReferenceOfThePlatforms() {
        var shop = TestShop.create(Map.of("externalRef", "licence-71"));

        shop.given().get("/v1/shop").then().body("externalRef", is("licence-71"));
        TestShop.platform()
                .body("{\"externalRef\": null}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200)
                .body("externalRef", nullValue());
    }

    private static ValidatableResponse decide(TestShop shop, String feature, String state) {
        return TestShop.platform()
                .body(Map.of("state", state))
                .put("/v1/shops/" + shop.key() + "/features/" + feature)
                .then();
    }

    private static void refused(ValidatableResponse answer, String feature) {
        answer.statusCode(403).body("code", is("feature_disabled")).body("detail", containsString("`" + feature + "`"));
    }

    private static ValidatableResponse ask(TestShop shop, String query) {
        return ask(shop.given(), query);
    }

    private static ValidatableResponse ask(io.restassured.specification.RequestSpecification by, String query) {
        return by.body(Map.of("query", query)).post("/graphql").then();
    }
}
