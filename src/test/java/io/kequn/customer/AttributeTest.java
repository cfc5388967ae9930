package io.kequn.customer;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.HeldCustomer;
import io.kequn.KequnTest;
import io.kequn.ManyCustomers;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KequnTest
class AttributeTest {
    private static final String SIZE = "/v1/attributes/size";

    @Inject
    DataSource database;

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

    @Test
    void clearingIsNotTheSameRequestAsLeaving() {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}").statusCode(201);
        shop.given()
                .header("Idempotency-Key", "k")
                .body("{}")
                .patch(SIZE)
                .then()
                .statusCode(200);

        shop.given()
                .header("Idempotency-Key", "k")
                .body("{\"description\": null}")
                .patch(SIZE)
                .then()
                .statusCode(422)
                .body("code", is("idempotency_key_reuse"));
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

    /// Nothing is written under the rules lock but the mark, and nobody gets a value after it.
    @Test
    void valuesOfManyCustomersAreDeletedByAJobThatMayBeCancelled() throws Exception {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}").statusCode(201);
        ManyCustomers.make(shop, 2_300, "\"custom\": {\"size\": \"S\"}");
        try (var held = new HeldCustomer(database, shop, "2200")) {
            shop.given()
                    .delete(SIZE + "?values=delete")
                    .then()
                    .statusCode(202)
                    .body("job.kind", is("attribute-deletion"))
                    .body("job.status", is("running"))
                    .body("customersChanged", is(2_000));

            shop.given().get(SIZE).then().statusCode(404);
            put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"number\"}").statusCode(409);
            put(shop, "/v1/customers/pos:1", "{\"custom\": {\"size\": \"S\"}}").statusCode(422);
            shop.given()
                    .queryParam("filter", "custom.size = 'S'")
                    .get("/v1/customers")
                    .then()
                    .statusCode(422);
            shop.given()
                    .body("{\"into\": \"pos:1\"}")
                    .post("/v1/customers/pos:2250/merge")
                    .then()
                    .statusCode(200)
                    .body("customer.custom", anEmptyMap());
            held.release();
        }

        Eventually.holds(() -> "succeeded".equals(shop.given().get("/v1/jobs").path("items[0].status")));
        shop.given().get("/v1/jobs").then().body("items[0].done", is(2_299));
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"number\"}").statusCode(201);
        shop.given().get("/v1/customers/pos:2299").then().body("custom", anEmptyMap());
        shop.given().delete(SIZE).then().statusCode(200).body("customersChanged", is(0));
    }

    @Test
    void cancelledDeletionLeavesTheAttributeToWhoeverHasItStill() throws Exception {
        var shop = TestShop.create();
        put(shop, SIZE, "{\"name\": \"Size\", \"type\": \"string\"}").statusCode(201);
        ManyCustomers.make(shop, 2_300, "\"custom\": {\"size\": \"S\"}");
        try (var held = new HeldCustomer(database, shop, "1200")) {
            String job = shop.given().delete(SIZE + "?values=delete").path("job.id");
            shop.given().get("/v1/jobs/" + job).then().body("done", is(1_000));
            var cancelled = CompletableFuture.supplyAsync(
                    () -> shop.given().post("/v1/jobs/" + job + "/cancel").statusCode());
            held.release();
            cancelled.join();

            Eventually.holds(() -> shop.given().get("/v1/jobs/" + job).path("finishedAt") != null);
        }

        var status = shop.given().get("/v1/jobs").<String>path("items[0].status");
        // The step that was held may have been the last.
        shop.given().get(SIZE).then().statusCode("cancelled".equals(status) ? 200 : 404);
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
