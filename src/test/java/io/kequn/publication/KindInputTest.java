package io.kequn.publication;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A kind that there is not is refused with those that there are.
@KequnTest
class KindInputTest {
    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.create();
    }

    @Test
    void kindsOfSegmentsAreNamed() {
        refused(send("put", "/v1/segments/big", "{'name': 'Big', 'kind': 'maybe'}"), "/kind", "dynamic, static");
        refused(send("post", "/v1/segments", "{'key': 'big', 'name': 'Big', 'kind': 'Static'}"), "/kind", "`static`");
    }

    @Test
    void kindsOfOverridesAreNamed() {
        refused(send("put", "/v1/segments/big/overrides/pos:1", "{'kind': 'maybe'}"), "/kind", "exclude, include");
    }

    @Test
    void kindsInAFileAreNamed() {
        var file = "{'version': 1, 'segments': [{'key': 'big', 'name': 'Big', 'kind': 'maybe'}]}";

        refused(send("post", "/v1/rules/apply", file), "/segments/0/kind", "dynamic, static");
    }

    private ValidatableResponse send(String method, String path, String body) {
        return shop.given().body(body.replace('\'', '"')).request(method, path).then();
    }

    private static void refused(ValidatableResponse answer, String pointer, String named) {
        answer.statusCode(422)
                .body("code", is("value_invalid"))
                .body("errors[0].pointer", is(pointer))
                .body("errors[0].message", containsString(named));
    }
}
