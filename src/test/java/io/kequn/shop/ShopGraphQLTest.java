package io.kequn.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KequnTest
class ShopGraphQLTest {
    @Test
    void shopSeesItsOwnSettings() {
        var shop = TestShop.create();

        ask(shop.given(), "{ shop { key currency weekStart now } whoAmI { shop platform } }")
                .body("errors", nullValue())
                .body("data.shop.key", is(shop.key()))
                .body("data.shop.weekStart", is("MONDAY"))
                .body("data.whoAmI.shop", is(shop.key()));
    }

    @Test
    void keyIsMadeListedAndRevoked() {
        var shop = TestShop.create();
        var made = ask(
                        shop.given(),
                        "mutation { apiKeyCreate(input: {name: \"k\", scopes: [\"shop:read\"]}) { apiKey { id secret }"
                                + " userErrors { code } } }")
                .body("data.apiKeyCreate.userErrors", empty())
                .extract();
        String secret = made.path("data.apiKeyCreate.apiKey.secret");
        String id = made.path("data.apiKeyCreate.apiKey.id");
        ask(TestShop.as(secret), "{ shop { key } }").body("data.shop.key", is(shop.key()));

        ask(
                        shop.given(),
                        "{ apiKeys(first: 1) { edges { cursor node { id } } nodes { name } pageInfo { hasNextPage"
                                + " endCursor } } }")
                .body("data.apiKeys.edges[0].node.id", is(id))
                .body("data.apiKeys.nodes", hasSize(1))
                .body("data.apiKeys.pageInfo.hasNextPage", is(true));
        ask(
                        shop.given(),
                        "mutation { apiKeyRevoke(input: {id: \"" + id
                                + "\"}) { apiKey { revokedAt } userErrors { code } } }")
                .body("data.apiKeyRevoke.userErrors", empty());

        TestShop.as(secret)
                .body(Map.of("query", "{ shop { key } }"))
                .post("/graphql")
                .then()
                .statusCode(401);
    }

    @Test
    void whatCanBeMendedIsAUserError() {
        var shop = TestShop.create();

        ask(
                        shop.given(),
                        "mutation { apiKeyCreate(input: {name: \"\", scopes: [\"tag:read\"]}) { apiKey { id }"
                                + " userErrors { code field message } } }")
                .body("data.apiKeyCreate.apiKey", nullValue())
                .body("data.apiKeyCreate.userErrors.code", is(List.of("value_invalid", "value_invalid")))
                .body("data.apiKeyCreate.userErrors[1].field", is(List.of("scopes", "0")));
    }

    @Test
    void platformMakesAndChangesShops() {
        var key = "g-" + UUID.randomUUID();
        ask(
                        TestShop.platform(),
                        "mutation { shopCreate(input: {key: \"" + key
                                + "\", name: \"G\", currency: \"EUR\", timeZone: \"UTC\", country: \"DE\"}) { shop {"
                                + " version } userErrors { code } } }")
                .body("data.shopCreate.userErrors", empty());

        ask(
                        TestShop.platform(),
                        "mutation { shopUpdate(input: {key: \"" + key
                                + "\", changes: {country: null, weekStart: SUNDAY}, expectedVersion: 1}) { shop { name"
                                + " country weekStart } userErrors { code } } }")
                .body("data.shopUpdate.userErrors", empty())
                .body("data.shopUpdate.shop.name", is("G"))
                .body("data.shopUpdate.shop.country", nullValue())
                .body("data.shopUpdate.shop.weekStart", is("SUNDAY"));
        ask(TestShop.platform(), "{ shopByKey(key: \"" + key + "\") { key } shops(first: 2) { nodes { key } } }")
                .body("data.shops.nodes", hasSize(2));
    }

    @Test
    void otherShopsKeysAreOutOfReach() {
        var shop = TestShop.create();
        String id = shop.given().get("/v1/api-keys").path("items[0].id");

        var answer = ask(TestShop.create().given(), "{ apiKey(id: \"" + id + "\") { name } }");

        answer.body("errors[0].extensions.problem.code", is("api_key_not_found"));
        assertThat(answer.extract().asString()).doesNotContain("\"name\"");
        ask(shop.given(), "{ shops { nodes { key } } }").body("errors[0].extensions.problem.code", is("scope_missing"));
    }

    private static ValidatableResponse ask(RequestSpecification caller, String query) {
        return caller.body(Map.of("query", query)).post("/graphql").then();
    }
}
