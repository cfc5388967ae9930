package io.kequn.platform.http;

import static io.kequn.TestShop.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong with a request, whichever layer notices, the answer is a problem document that gives nothing away.
@KequnTest
class BadInputTest {
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{", 400, "json_malformed", null),
                Arguments.of("{'key': 1}", 400, "json_malformed", null),
                Arguments.of("", 400, "input_invalid", null),
                Arguments.of("null", 400, "input_invalid", null),
                Arguments.of("[]", 400, "input_invalid", ""),
                Arguments.of("\"text\"", 400, "input_invalid", ""),
                Arguments.of("{}", 400, "input_invalid", "/key"),
                Arguments.of("{} {}", 400, null, null),
                Arguments.of("{\"key\": \"a\", \"key\": \"b\"}", 400, "json_malformed", null),
                Arguments.of(shop("\"id\": 7"), 400, "field_unknown", "/id"),
                Arguments.of(shop("\"weekstart\": \"monday\""), 400, "field_unknown", "/weekstart"),
                Arguments.of(shop("\"test\": \"yes\""), 400, "input_invalid", "/test"),
                Arguments.of(shop("\"test\": 1"), 400, "input_invalid", "/test"),
                Arguments.of(shop("\"weekStart\": \"mondy\""), 422, "value_invalid", "/weekStart"),
                Arguments.of(shop("\"weekStart\": 1"), 400, "input_invalid", "/weekStart"),
                Arguments.of(shop("\"country\": 7"), 400, "input_invalid", "/country"),
                Arguments.of(shop("\"country\": {}"), 400, "input_invalid", "/country"),
                Arguments.of(shop("\"country\": \"XX\""), 422, "value_invalid", "/country"),
                Arguments.of(shop("\"locale\": \"a\\u0000b\""), 422, "value_invalid", "/locale"),
                Arguments.of(shop("\"locale\": \"a\\ud800b\""), 422, "value_invalid", "/locale"),
                Arguments.of(shop("\"locale\": \"'; drop table shop; --\""), 422, "value_invalid", "/locale"),
                Arguments.of(
                        shop("\"testClock\": \"2026-02-30T12:00\", \"test\": true"),
                        422,
                        "value_invalid",
                        "/testClock"),
                Arguments.of(shop("\"locale\": " + "[".repeat(500) + "]".repeat(500)), 400, "input_invalid", "/locale"),
                Arguments.of(shop("\"unknown\": " + "[".repeat(500) + "]".repeat(500)), 400, "input_invalid", null),
                Arguments.of("[".repeat(5000), 400, null, null),
                Arguments.of("{\"key\": null, \"name\": \"x\"}", 400, "input_invalid", "/key"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void badBodyIsRefused(String body, int status, String code, String pointer) {
        var answer = platform().body(body).post("/v1/shops");

        assertProblem(answer, status, code);
        if (pointer != null) {
            assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"{, 1, 2", "|{\"key\": \"a\",\n \"key\": \"b\"}|, 2, 7", "{'key': 1}, 1, 2"})
    void placeWhereABodyStopsBeingJsonIsTold(String body, int line, int column) {
        for (var path : List.of("/v1/shops", "/graphql")) {
            platform()
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("code", is("json_malformed"))
                    .body("errors[0].pointer", is(""))
                    .body("errors[0].position.line", is(line))
                    .body("errors[0].position.column", is(column));
        }
    }

    /// Nobody finds them one by one.
    @Test
    void allThatIsRequiredIsTold() {
        platform()
                .body("{\"test\": true}")
                .post("/v1/shops")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/key"))
                .body(
                        "errors[0].message",
                        is("Is required and must not be null, as all of `key`, `name`, `currency`, `timeZone`."));
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("GET", "/v1/no-such-path", 404, "path_unknown"),
                Arguments.of("GET", "/no-such-path", 404, "path_unknown"),
                Arguments.of("GET", "/q/no-such-path", 404, "path_unknown"),
                Arguments.of("GET", "/", 404, "path_unknown"),
                Arguments.of("DELETE", "/v1/shops", 405, "method_not_allowed"),
                Arguments.of("PUT", "/v1/shops/x", 405, "method_not_allowed"),
                Arguments.of("GET", "/v1/shops?limit=abc", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops?limit=0", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops?limit=-5", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops?limit=99999999999", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops?count=maybe", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops?after=%00", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops/a%00b", 400, "input_invalid"),
                Arguments.of("GET", "/v1/shops/" + "a".repeat(9000), 414, "uri_too_long"),
                Arguments.of("GET", "/problems/no-such-code", 404, "path_unknown"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void badAddressOrMethodIsRefused(String method, String path, int status, String code) {
        var answer = platform().urlEncodingEnabled(false).request(method, path);

        assertProblem(answer, status, code);
    }

    @Test
    void wrongMethodNamesTheRightOnes() {
        assertThat(platform().delete("/v1/shops").header("Allow"))
                .contains("GET")
                .contains("POST");
    }

    @Test
    void wrongMediaTypesAreRefused() {
        assertProblem(platform().contentType("text/plain").body("x").post("/v1/shops"), 415, "media_type_unsupported");
        assertProblem(
                platform().contentType("application/xml").body("<a/>").post("/v1/shops"),
                415,
                "media_type_unsupported");
        assertProblem(platform().accept("image/png").get("/v1/shops"), 406, "not_acceptable");
    }

    /// REST and GraphQL alike.
    @Test
    void packedBodyIsRefused() {
        for (var path : new String[] {"/v1/shops", "/graphql"}) {
            assertProblem(
                    platform().header("Content-Encoding", "gzip").body("{}").post(path), 415, "media_type_unsupported");
        }
    }

    @Test
    void badHeadersAreRefused() {
        assertProblem(platform().header("If-Match", "7").body("{}").patch("/v1/shops/x"), 400, "input_invalid");
        assertProblem(platform().header("If-None-Match", "7").get("/v1/shops"), 400, "input_invalid");
        assertProblem(platform().header("Idempotency-Key", "a b").body("{}").post("/v1/shops"), 400, "input_invalid");
        assertProblem(
                platform().header("Idempotency-Key", "a".repeat(256)).body("{}").post("/v1/shops"),
                400,
                "input_invalid");
        assertProblem(platform().header("X-Long", "a".repeat(20_000)).get("/v1/shops"), 431, "headers_too_large");
    }

    @Test
    void tooLargeBodyIsRefused() {
        var body = "{\"name\": \"" + "a".repeat(11_000_000) + "\"}";

        assertProblem(platform().body(body).post("/v1/shops"), 413, "body_too_large");
    }

    /// Large enough that the framework would leave the event loop to read it.
    @Test
    void largeBodyWithinTheLimitIsTaken() {
        var shop = TestShop.create();

        platform()
                .body("{\"name\": \"large\"" + " ".repeat(500_000) + "}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .body("name", is("large"));
    }

    @Test
    void problemsAreInTheCallersLanguage() {
        platform()
                .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                .get("/v1/shops/no-such")
                .then()
                .header("Content-Language", "zh")
                .body("title", is("店铺不存在"));
        platform()
                .header("Accept-Language", "fr")
                .get("/v1/shops/no-such")
                .then()
                .body("title", is("Shop not found"));
        platform()
                .header("Accept-Language", ";;;")
                .get("/v1/shops/no-such")
                .then()
                .body("title", is("Shop not found"));
    }

    @Test
    void requestIdIsKeptOrGiven() {
        platform()
                .header("X-Request-Id", "abc-1")
                .get("/v1/shops/no-such")
                .then()
                .header("X-Request-Id", "abc-1")
                .body("traceId", is("abc-1"));
        var given = platform().header("X-Request-Id", "<script>").get("/v1/shops/no-such");
        assertThat(given.header("X-Request-Id")).matches("[0-9a-f-]{36}").isEqualTo(given.path("traceId"));
    }

    private static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("/problems/" + answer.path("code"));
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.<String>path("title")).isNotBlank();
        assertThat(answer.<String>path("detail")).isNotBlank();
        assertThat(answer.<String>path("traceId")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.asString()).doesNotContain("io.kequn", "Exception", "jackson", "java.", "<html", "Stack");
        if (code != null) {
            assertThat(answer.<String>path("code")).isEqualTo(code);
        }
    }

    private static String shop(String more) {
        return "{\"key\": \"k\", \"name\": \"n\", \"currency\": \"CNY\", \"timeZone\": \"UTC\", " + more + "}";
    }
}
