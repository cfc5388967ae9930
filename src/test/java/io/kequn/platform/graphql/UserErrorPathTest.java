package io.kequn.platform.graphql;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The paths of user errors lead through the mutation's `input`, wherever the same stands in a body of REST.
@KequnTest
class UserErrorPathTest {
    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "Ada"))
                .put("/v1/customers/pos:ada")
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of(
                        "customer",
                        "pos:ada",
                        "source",
                        "pos",
                        "externalId",
                        "1",
                        "placedAt",
                        "2026-01-05T10:00:00Z",
                        "total",
                        Map.of("amount", "5.00", "currency", "CNY")))
                .post("/v1/orders")
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tagsAdd | {customerId: 'pos:ada', tags: ['none']} | tags,0",
                "tagsRemove | {customerId: 'pos:ada', tags: ['none']} | tags,0",
                "customerUpsert | {customer: 'pos:ada', fields: {email: 'x'}} | fields,email",
                "customerUpdate | {customer: 'pos:ada', fields: {location: {latitude: 99, longitude: 1}}}"
                        + " | fields,location,latitude",
                "customerUpdate | {customer: 'pos:ada', fields: {custom: {none: 1}}} | fields,custom,none",
                "customerCreate | {email: 'x'} | email",
                "orderRefund | {order: 'pos:1', refund: {externalId: 'r', occurredAt: '2026-01-06T10:00:00Z',"
                        + " amount: {amount: '-1.00', currency: 'CNY'}}} | refund,amount,amount",
                "orderPut | {customer: 'pos:ada', source: 'pos', externalId: '2', placedAt: '2026-01-06T10:00:00Z',"
                        + " total: {amount: 'x', currency: 'CNY'}} | total,amount",
                "shopApiKeyCreate | {shopKey: 'SHOP', apiKey: {name: '', scopes: ['shop:read']}} | apiKey,name",
                "segmentCreate | {key: 'lint', name: 'x', rule: 'nonsense = 1'} | rule"
            })
    void pathLeadsThroughTheInput(String mutation, String input, String path) {
        var caller = mutation.startsWith("shop") ? TestShop.platform() : shop.given();

        caller.body(mutation(mutation, input.replace("SHOP", shop.key())))
                .post("/graphql")
                .then()
                .body("data." + mutation + ".userErrors[0].field", is(Arrays.asList(path.split(","))));
    }

    @Test
    void whatStandsInTheWayIsNoPartOfTheInput() {
        var set = Map.of(
                "name",
                "set",
                "layers",
                List.of(Map.of("key", "a", "name", "a", "rule", "IN SEGMENT 'read'")),
                "residual",
                Map.of("key", "rest", "name", "rest"));
        for (var path : List.of("segments/read", "layer-sets/set")) {
            shop.given()
                    .body(path.startsWith("segments") ? Map.of("name", "read", "rule", "TRUE") : set)
                    .put("/v1/" + path)
                    .then()
                    .statusCode(201);
            shop.given().post("/v1/" + path + "/publish").then().statusCode(200);
        }

        shop.given()
                .body(mutation("segmentArchive", "{key: 'read'}"))
                .post("/graphql")
                .then()
                .body("data.segmentArchive.userErrors[0].code", is("in_use"))
                .body("data.segmentArchive.userErrors[0].message", containsString("set"))
                .body("data.segmentArchive.userErrors[0].field", nullValue());
    }

    private static Map<String, String> mutation(String name, String input) {
        return Map.of(
                "query",
                "mutation { %s(input: %s) { userErrors { code field message } } }"
                        .formatted(name, input.replace('\'', '"')));
    }
}
