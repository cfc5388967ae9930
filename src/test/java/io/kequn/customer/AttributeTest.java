package io.kequn.customer;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KequnTest
class AttributeTest {
    private static final String SIZE = "/v1/attributes/size";

    @Test
    void sameDefinitionTwiceChangesNothing() {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"尺码\", \"type\": \"string\"}")
                .statusCode(201)
                .header("ETag", "\"1\"");

        put(shop, SIZE, "{\"name\": \"尺码\", \"type\": \"string\"}")
                .statusCode(200)
                .body("version", is(1));
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}")
                .statusCode(200)
                .body("version", is(2));
        shop.given().get("/v1/attributes").then().body("items.key", is(List.of("size")));
    }

    @Test
    void typeStays() {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}").statusCode(201);

        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"number\"}")
                .statusCode(409)
                .body("code", is("state_conflict"));
    }

    @Test
    void patchChangesWhatItMentions() {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\", \"allowedValues\": [\"S\", \"M\"]}")
                .statusCode(201);

        shop.given()
                .body("{\"allowedValues\": null, \"description\": \"EU\"}")
                .patch(SIZE)
                .then()
                .statusCode(200)
                .body("name", is("Size"))
                .body("description", is("EU"))
                .body("allowedValues", nullValue());
        shop.given()
                .header("If-Match", "\"1\"")
                .body("{\"name\": \"X\"}")
                .patch(SIZE)
                .then()
                .statusCode(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Size | {\"name\": \"a\", \"type\": \"string\"} | /key",
                "size | {\"name\": \"\", \"type\": \"string\"} | /name",
                "size | {\"name\": \"a\", \"type\": \"colour\"} | /type",
                "size | {\"name\": \"a\", \"type\": \"number\", \"allowedValues\": [\"1\"]} | /allowedValues",
                "size | {\"name\": \"a\", \"type\": \"set\", \"allowedValues\": [\"1\", \"1\"]} | /allowedValues",
                "size | {\"name\": \"a\", \"type\": \"set\", \"allowedValues\": []} | /allowedValues",
            })
    void wrongDefinitionIsRefused(String key, String body, String pointer) {
        put(TestShop.create(), "/v1/attributes/" + key, body).statusCode(422).body("errors.pointer", hasItem(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string | 5",
                "string | \"a\\nb\"",
                "number | \"5\"",
                "number | 123456789012345678901",
                "number | 1e30",
                "number | 1e2147483647",
                "number | 100e2147483645",
                "number | 1e-2147483647",
                "boolean | \"true\"",
                "date | \"2023-02-29\"",
                "instant | \"2023-02-28T10:00:00\"",
                "set | \"a\"",
                "set | [1]",
            })
    void wrongValueIsRefused(String type, String value) {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"" + type + "\"}").statusCode(201);

        shop.given()
                .body("{\"custom\": {\"size\": " + value + "}}")
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(422)
                .body("code", is("value_invalid"));
        shop.given().get("/v1/customers/pos:1").then().statusCode(404);
    }

    @Test
    void valuesMergeOneByOne() {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\", \"allowedValues\": [\"S\", \"M\"]}")
                .statusCode(201);
        put(shop, "/v1/attributes/likes", "{\"name\": \"Likes\", \"type\": \"set\"}")
                .statusCode(201);
        put(shop, "/v1/customers/pos:1", "{\"custom\": {\"size\": \"S\", \"likes\": [\"tea\"]}}")
                .statusCode(201);

        put(shop, "/v1/customers/pos:1", "{\"custom\": {\"size\": \"M\"}}")
                .statusCode(200)
                .body("customer.custom", is(Map.of("size", "M", "likes", List.of("tea"))));
        put(shop, "/v1/customers/pos:1", "{\"custom\": {\"likes\": []}}")
                .body("customer.custom", is(Map.of("size", "M")));
        put(shop, "/v1/customers/pos:1", "{\"custom\": {\"size\": \"XL\"}}").statusCode(422);
        put(shop, "/v1/customers/pos:1", "{\"custom\": null}").body("customer.custom", anEmptyMap());
    }

    @Test
    void attributeWithValuesIsDeletedOnlyWithThem() {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}").statusCode(201);
        put(shop, "/v1/customers/pos:1", "{\"custom\": {\"size\": \"S\"}}").statusCode(201);

        shop.given().delete(SIZE).then().statusCode(409).body("code", is("in_use"));
        shop.given().delete(SIZE + "?values=delete").then().statusCode(200).body("customersChanged", is(1));

        shop.given().get(SIZE).then().statusCode(404).body("code", is("attribute_not_found"));
        shop.given()
                .get("/v1/customers/pos:1")
                .then()
                .body("custom", anEmptyMap())
                .body("version", is(2));
        shop.given().delete(SIZE).then().statusCode(404);
    }

    @Test
    void anotherShopSeesNothing() {
        var shop = TestShop.create();
        var other = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}").statusCode(201);

        other.given().get(SIZE).then().statusCode(404);
        other.given().body("{\"name\": \"X\"}").patch(SIZE).then().statusCode(404);
        other.given().delete(SIZE).then().statusCode(404);
        other.given().get("/v1/attributes").then().body("items", hasSize(0));
        put(other, "/v1/customers/pos:1", "{\"custom\": {\"size\": \"S\"}}").statusCode(422);
    }

    private static ValidatableResponse put(TestShop shop, String path, String body) {
        return shop.given().body(body).put(path).then();
    }
}
