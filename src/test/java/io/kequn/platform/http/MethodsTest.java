package io.kequn.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a path offers is told alike, however one asks.
@KequnTest
class MethodsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/shop | DELETE | GET, HEAD, OPTIONS",
                "/v1/segments | DELETE | GET, HEAD, OPTIONS, POST",
                "/v1/segments/big | POST | DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                "/v1/segments/big/publish | GET | OPTIONS, POST",
                "/v1/segments/ | DELETE | GET, HEAD, OPTIONS, POST"
            })
    void methodsOfAPathAreTold(String path, String wrong, String methods) {
        var shop = TestShop.create();

        assertThat(shop.given().options(path).header("Allow")).isEqualTo(methods);
        shop.given().options(path).then().statusCode(204);
        var refused = shop.given().request(wrong, path);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo(methods);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nope", "/v1", "/v1/segments/a/b/c"})
    void unknownPathHasNoMethods(String path) {
        TestShop.create().given().options(path).then().statusCode(404).body("code", is("path_unknown"));
    }

    @Test
    void whoIsUnknownIsToldNothing() {
        TestShop.as("nobody").options("/v1/shop").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/segments/big/members | `application/json` or `application/x-ndjson` or `text/csv`",
                "/v1/customers | `application/json` or `application/x-ndjson` or `text/csv`",
                "/v1/segments | Accept `application/json`."
            })
    void mediaTypesOfAPathAreTold(String path, String types) {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "Big", "kind", "static"))
                .put("/v1/segments/big")
                .then()
                .statusCode(201);

        shop.given()
                .accept("application/xml")
                .get(path)
                .then()
                .statusCode(406)
                .body("code", is("not_acceptable"))
                .body("detail", containsString(types));
    }
}
