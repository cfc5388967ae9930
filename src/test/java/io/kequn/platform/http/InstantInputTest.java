package io.kequn.platform.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Instants and dates that no clock shows, or that are written as something else: refused wherever they come in.
@KequnTest
class InstantInputTest {
    private static final String ADA = "/v1/customers/pos:ada";
    private static final String ORDER = "{'customer': 'pos:ada', 'source': 'pos', 'externalId': '%s', 'placedAt': %s,"
            + " 'total': {'amount': '1.00', 'currency': 'CNY'}}";
    private static final List<String> FAR = List.of(
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "-0001-06-01T00:00:00Z",
            "-9999-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "9999-12-31T23:59:59-01:00",
            "+10000-01-01T00:00:00Z",
            "+99999-01-01T00:00:00Z",
            "+300000-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z");

    private TestShop shop;

    /// A request with an instant in it, written `@`, and where that is.
    private record Place(String method, String path, String body, String pointer) {}

    private static Stream<Place> places() {
        return Stream.of(
                new Place("POST", "/v1/orders", ORDER.formatted("2", "@"), "/placedAt"),
                new Place(
                        "POST",
                        "/v1/orders/pos:1/payments",
                        "{'externalId': 'p', 'method': 'cash', 'occurredAt': @}",
                        "/occurredAt"),
                new Place(
                        "POST",
                        "/v1/orders/pos:1/refunds",
                        "{'externalId': 'r', 'amount': {'amount': '1.00', 'currency': 'CNY'}, 'occurredAt': @}",
                        "/occurredAt"),
                new Place(
                        "POST", "/v1/orders/pos:1/deliveries", "{'status': 'shipped', 'occurredAt': @}", "/occurredAt"),
                new Place("POST", "/v1/orders/pos:1/cancellation", "{'occurredAt': @}", "/occurredAt"),
                new Place("PUT", ADA, "{'registeredAt': @}", "/registeredAt"),
                new Place("PUT", ADA + "/tags/vip", "{'expiresAt': @}", "/expiresAt"),
                new Place(
                        "PUT",
                        "/v1/segments/all/overrides/pos:ada",
                        "{'kind': 'include', 'expiresAt': @}",
                        "/expiresAt"));
    }

    static Stream<Arguments> farOnes() {
        return places().flatMap(place -> FAR.stream().map(far -> Arguments.of(place, far)));
    }

    static Stream<Arguments> wrongOnes() {
        return places().flatMap(place -> Stream.of("1e999", "-1", "0", "1.5", "899301600", "true", "[]", "{}")
                .map(wrong -> Arguments.of(place, wrong)));
    }

    @BeforeEach
    void open() {
        shop = TestShop.createAt("2026-03-01T12:00:00Z");
        order("1", "'2026-02-01T00:00:00Z'").statusCode(201);
        shop.given().body("{\"name\": \"VIP\"}").put("/v1/tags/vip").then().statusCode(201);
        shop.given().body(json("{'name': 'All', 'rule': 'TRUE'}")).put("/v1/segments/all");
    }

    @ParameterizedTest
    @MethodSource("farOnes")
    void farOneIsRefused(Place place, String far) {
        send(place, "'" + far + "'")
                .statusCode(422)
                .body("code", is("value_invalid"))
                .body("errors[0].pointer", is(place.pointer()));
        shop.given().get(ADA).then().statusCode(200);
        shop.given().get("/v1/orders").then().statusCode(200).body("items.size()", is(1));
    }

    @ParameterizedTest
    @MethodSource("wrongOnes")
    void otherKindOfValueIsRefused(Place place, String wrong) {
        send(place, wrong)
                .statusCode(400)
                .body("code", is("input_invalid"))
                .body("errors[0].pointer", is(place.pointer()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1e999", "899301600", "", " ", "2026-02-01", "2026-02-30T00:00:00Z"})
    void otherTextIsRefused(String text) {
        order("2", "'" + text + "'").statusCode(422).body("errors[0].pointer", is("/placedAt"));
    }

    @Test
    void earliestOneCanBeReadAndErased() {
        var first = "'0001-01-01T00:00:00Z'";
        order("2", first).statusCode(201);
        shop.given()
                .body(json("{'registeredAt': " + first + "}"))
                .put(ADA)
                .then()
                .statusCode(200);

        shop.given().get("/v1/orders").then().statusCode(200).body("items.size()", is(2));
        shop.given().get(ADA + "/card").then().statusCode(200).body(containsString("0001-01-01T00:00:00Z"));
        shop.given().delete(ADA).then().statusCode(200);
    }

    @Test
    void farOneInABatchIsRefusedWithItsPlace() {
        shop.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .contentType("application/x-ndjson")
                .body(json(ORDER.formatted("2", "'0000-01-01T00:00:00Z'")))
                .post("/v1/orders")
                .then()
                .body(containsString("value_invalid"))
                .body(containsString("/placedAt"));
        shop.given().get("/v1/orders").then().statusCode(200).body("items.size()", is(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
    void farOneInAFilterIsRefused(String far) {
        shop.given()
                .queryParam("from", far)
                .get("/v1/orders")
                .then()
                .statusCode(400)
                .body("code", is("input_invalid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | 400",
                "[1980,2,3] | 400",
                "0 | 400",
                "'1980-02-03T00:00:00Z' | 422",
                "'0000-02-03' | 422",
                "'+10000-02-03' | 422",
                "' ' | 422"
            },
            quoteCharacter = '~')
    void oddDateIsRefused(String date, int status) {
        shop.given()
                .body(json("{'birthDate': " + date + "}"))
                .put(ADA)
                .then()
                .statusCode(status)
                .body("errors[0].pointer", is("/birthDate"));
    }

    private ValidatableResponse send(Place place, String value) {
        return shop.given()
                .body(json(place.body().replace("@", value)))
                .request(place.method(), place.path())
                .then();
    }

    private ValidatableResponse order(String id, String placedAt) {
        return shop.given()
                .body(json(ORDER.formatted(id, placedAt)))
                .post("/v1/orders")
                .then();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
