package io.kequn.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which pages in browsers may call in a shop's name.
@KequnTest
class OriginTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    void browserIsToldWhatAPageMaySend() {
        var origin = "https://" + UUID.randomUUID() + ".example.com";
        allow(TestShop.create(), origin);

        asked(origin, "/v1/customers/pos:1")
                .statusCode(204)
                .header(ALLOWED, origin)
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header("Access-Control-Allow-Headers", containsString("Authorization"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("Origin"));
        asked(origin, "/graphql").statusCode(204).header("Access-Control-Allow-Methods", "GET, POST");
        asked("https://" + UUID.randomUUID() + ".example.com", "/v1/customers")
                .statusCode(204)
                .header(ALLOWED, nullValue())
                .header("Vary", containsString("Origin"));
    }

    @Test
    void pageReadsWhatItsOwnShopAnswers() {
        var origin = "https://" + UUID.randomUUID() + ".example.com";
        var shop = TestShop.create();
        var other = TestShop.create();
        allow(shop, origin);

        shop.given()
                .header("Origin", origin)
                .get("/v1/shop")
                .then()
                .statusCode(200)
                .header(ALLOWED, origin)
                .header("Access-Control-Expose-Headers", containsString("ETag"))
                .header("Vary", containsString("Origin"));
        shop.given()
                .header("Origin", origin)
                .body(Map.of("query", "{ shop { key } }"))
                .post("/graphql")
                .then()
                .header(ALLOWED, origin);
        shop.given()
                .header("Origin", origin)
                .get("/v1/tags/none")
                .then()
                .statusCode(404)
                .header(ALLOWED, origin);
        other.given()
                .header("Origin", origin)
                .get("/v1/shop")
                .then()
                .statusCode(200)
                .header(ALLOWED, nullValue());
        shop.given().get("/v1/shop").then().header(ALLOWED, nullValue()).header("Vary", containsString("Origin"));
    }

    @Test
    void pageLearnsThatItsCredentialIsNotValid() {
        var origin = "https://" + UUID.randomUUID() + ".example.com";
        allow(TestShop.create(), origin);

        TestShop.as("sk_wrong")
                .header("Origin", origin)
                .get("/v1/shop")
                .then()
                .statusCode(401)
                .header(ALLOWED, origin);
    }

    @Test
    void suspendedShopAllowsNobody() {
        var origin = "https://" + UUID.randomUUID() + ".example.com";
        var shop = TestShop.create();
        allow(shop, origin);
        TestShop.platform()
                .body(Map.of("status", "suspended"))
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200);

        asked(origin, "/v1/shop").statusCode(204).header(ALLOWED, nullValue());
    }

    @Test
    void originsAreReplacedAsAWhole() {
        var shop = TestShop.create();
        allow(shop, "https://b.example.com", "https://A.example.com:8443", "http://localhost:5173");

        shop.given()
                .get("/v1/shop/origins")
                .then()
                .body(
                        "origins",
                        is(List.of("http://localhost:5173", "https://a.example.com:8443", "https://b.example.com")));
        shop.given()
                .body(Map.of("query", "mutation { shopOriginsSet(input: {origins: []}) { allowed { origins } } }"))
                .post("/graphql")
                .then()
                .body("data.shopOriginsSet.allowed.origins", is(List.of()));
        shop.given()
                .body(Map.of("query", "{ shopOrigins { origins } }"))
                .post("/graphql")
                .then()
                .body("data.shopOrigins.origins", is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example.com",
                "https://example.com/",
                "https://example.com:443",
                "https://user@example.com",
                "http://example.com",
                "ftp://example.com",
                "example.com",
                "https://"
            })
    void whatIsNoOriginIsRefused(String text) {
        var shop = TestShop.create();

        shop.given()
                .body(Map.of("origins", List.of("https://example.com", text)))
                .put("/v1/shop/origins")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/origins/1"));
        assertThat(shop.given().get("/v1/shop/origins").<List<String>>path("origins"))
                .isEmpty();
    }

    @Test
    void plainOptionsStillTellTheMethods() {
        TestShop.create()
                .given()
                .options("/v1/shop/origins")
                .then()
                .statusCode(204)
                .header("Allow", not(containsString("POST")));
    }

    private static void allow(TestShop shop, String... origins) {
        shop.given()
                .body(Map.of("origins", List.of(origins)))
                .put("/v1/shop/origins")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse asked(String origin, String path) {
        return RestAssured.given()
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .options(path)
                .then();
    }
}
