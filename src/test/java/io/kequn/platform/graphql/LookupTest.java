package io.kequn.platform.graphql;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A lookup of one thing answers null when there is none, however it was asked for.
@KequnTest
class LookupTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute(key: 'Z Z') { key }",
                "customer(id: 'zz') { id }",
                "event(id: 'zz') { id }",
                "event(id: 'zz:1') { id }",
                "job(id: 'zz') { id }",
                "layerSet(key: 'Z Z') { key }",
                "layerSetVersion(layerSet: 'zz', number: 1) { number }",
                "node(id: 'zz') { id }",
                "order(id: 'zz') { id }",
                "order(id: 'zz:1') { id }",
                "pack(key: 'zz') { key }",
                "segment(key: 'Z Z') { key }",
                "segmentVersion(segment: 'zz', number: 1) { number }",
                "tag(key: 'Z Z') { key }",
                "tagGroup(key: 'Z Z') { key }",
                "tagRuleVersion(tag: 'zz', number: 1) { number }"
            })
    void whatIsNotThereIsNull(String field) {
        TestShop.create()
                .given()
                .body(Map.of("query", "{ it: " + field.replace('\'', '"') + " }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue())
                .body("containsKey('data')", is(true))
                .body("data.it", nullValue());
    }
}
