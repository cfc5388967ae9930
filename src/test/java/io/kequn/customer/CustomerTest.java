package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KequnTest
class CustomerTest {
    private static final String CUSTOMERS = "/v1/customers";

    @Test
    void createdCustomerIsThereByIdAndByIdentity() {
        var shop = TestShop.create();

        var created = shop.given()
                .body(Map.of(
                        "identities", List.of(Map.of("source", "pos", "externalId", "8812")),
                        "name", "李小龙 🐉",
                        "email", " Ada@EXAMPLE.com ",
                        "emailConsent", "granted",
                        "country", "cn"))
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("created", is(true))
                .body("membershipChanges", hasSize(0))
                .body("customer.name", is("李小龙 🐉"))
                .body("customer.email", is("ada@example.com"))
                .body("customer.country", is("CN"))
                .body("customer.smsConsent", is("unknown"))
                .body("customer.numberOfOrders", is(0))
                .body("customer.amountSpent", is(Map.of("amount", "0.00", "currency", "CNY")))
                .body("customer.registeredAt", notNullValue())
                .extract();
        String id = created.path("customer.id");

        assertThat(created.header("Location")).endsWith("/v1/customers/" + id);
        shop.given().get(CUSTOMERS + "/" + id).then().statusCode(200).body("name", is("李小龙 🐉"));
        shop.given().get(CUSTOMERS + "/pos:8812").then().statusCode(200).body("id", is(id));
    }

    /// Sources are in lower case; whoever writes one in capitals is told.
    @Test
    void sourceInCapitalsIsToldTheRightName() {
        var shop = TestShop.create();

        shop.given()
                .get(CUSTOMERS + "/WEB:Ann")
                .then()
                .statusCode(404)
                .body("detail", containsString("A source is in lower case; did you mean `web:Ann`?"));
        shop.given()
                .body("{}")
                .put(CUSTOMERS + "/WEB:Ann")
                .then()
                .statusCode(400)
                .body("detail", containsString("did you mean `web:Ann`?"));
        shop.given()
                .body("{\"customer\": \"WEB:Ann\", \"source\": \"web\", \"externalId\": \"1\", \"placedAt\":"
                        + " \"2026-01-05T10:00:00Z\", \"total\": {\"amount\": \"1.00\", \"currency\": \"CNY\"}}")
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("errors[0].message", containsString("did you mean `web:Ann`?"));
        shop.given().get("/v1/orders/WEB:1").then().statusCode(404).body("detail", containsString("`web:1`"));
        shop.given()
                .get(CUSTOMERS + "/web:Ann")
                .then()
                .statusCode(404)
                .body("detail", not(containsString("lower case")));
    }

    @Test
    void zeroHasNoSignInLocations() {
        var shop = TestShop.create();
        for (var latitude : List.of("-0.0", "0", "-0.0")) {
            shop.given()
                    .body("{\"location\": {\"latitude\": " + latitude + ", \"longitude\": 1}}")
                    .put(CUSTOMERS + "/pos:1")
                    .then()
                    .header("ETag", "\"1\"");
        }
    }

    @Test
    void aLocationIsSetReplacedAndCleared() {
        var shop = TestShop.create();
        shop.given()
                .body(Map.of("location", Map.of("latitude", 31.2304, "longitude", 121.4737)))
                .put(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(201)
                .body("customer.location", is(Map.of("latitude", 31.2304f, "longitude", 121.4737f)));

        shop.given()
                .contentType("application/merge-patch+json")
                .body("{\"location\": {\"latitude\": -90, \"longitude\": 180}}")
                .patch(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(200)
                .body("customer.location.latitude", is(-90.0f))
                .body("customer.version", is(2));
        shop.given()
                .contentType("application/merge-patch+json")
                .body("{\"location\": null}")
                .patch(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(200)
                .body("customer.location", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'latitude': 90.1, 'longitude': 0} | 422 | /location/latitude",
                "{'latitude': 0, 'longitude': -180.5} | 422 | /location/longitude",
                "{'latitude': 0} | 400 | /location/longitude",
                "{'latitude': 'north', 'longitude': 0} | 400 | /location/latitude",
                "{'latitude': 1e400, 'longitude': 0} | 422 | /location/latitude",
                "'Oslo' | 400 | /location",
                "[0, 0] | 400 | /location"
            },
            quoteCharacter = '`')
    void aLocationThatIsNoneIsRefused(String location, int status, String pointer) {
        TestShop.create()
                .given()
                .body("{\"location\": " + location.replace('\'', '"') + "}")
                .put(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].pointer", is(pointer));
    }

    @Test
    void upsertCreatesThenChangesWhatIsGiven() {
        var shop = TestShop.create();

        shop.given()
                .body("{\"name\": \"Ada\", \"city\": \"Oslo\"}")
                .put(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(201);

        shop.given()
                .body("{\"city\": \"Bergen\"}")
                .put(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(200)
                .body("created", is(false))
                .body("customer.name", is("Ada"))
                .body("customer.city", is("Bergen"))
                .body("customer.version", is(2));
    }

    @Test
    void samePatchTwiceWritesOnce() {
        var shop = TestShop.create();
        var id = create(shop, Map.of("name", "Ada"));
        var patch = "{\"city\": \"Oslo\", \"birthDate\": \"1990-02-28\"}";
        patch(shop, id, patch).body("customer.version", is(2));

        patch(shop, id, patch).body("customer.version", is(2));
    }

    @Test
    void nullClearsAndAbsentStays() {
        var shop = TestShop.create();
        var id = create(shop, Map.of("name", "Ada", "city", "Oslo", "smsConsent", "denied"));

        patch(shop, id, "{\"city\": null, \"smsConsent\": null}")
                .body("customer.name", is("Ada"))
                .body("customer.city", nullValue())
                .body("customer.smsConsent", is("unknown"));
        patch(shop, id, "{\"name\": \"  \"}").body("customer.name", nullValue());
    }

    @Test
    void lostUpdateIsRefused() {
        var shop = TestShop.create();
        var id = create(shop, Map.of("name", "Ada"));
        patch(shop, id, "{\"city\": \"Oslo\"}");

        shop.given()
                .header("If-Match", "\"1\"")
                .body("{\"city\": \"Rome\"}")
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(412)
                .body("code", is("version_mismatch"));
        shop.given()
                .header("If-Match", "\"2\"")
                .body("{\"city\": \"Rome\"}")
                .patch(CUSTOMERS + "/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void creationIsRepeatedByIdempotencyKey() {
        var shop = TestShop.create();
        var key = UUID.randomUUID().toString();
        var body = "{\"name\": \"Ada\", \"city\": \"Oslo\", \"gender\": \"f\", \"birthDate\": \"1990-02-28\"}";
        var first = shop.given().header("Idempotency-Key", key).body(body).post(CUSTOMERS);

        var second = shop.given().header("Idempotency-Key", key).body(body).post(CUSTOMERS);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @ParameterizedTest
    @CsvSource({
        "138 0013 8000, +8613800138000",
        "+47 406 12 345, +4740612345",
        "12345,",
        "not a number,",
    })
    void phoneIsReadInTheShopsCountry(String given, String stored) {
        var shop = TestShop.create();

        var answer = shop.given().body(Map.of("phone", given)).post(CUSTOMERS).then();

        if (stored == null) {
            answer.statusCode(422).body("errors.pointer", hasItem("/phone"));
            return;
        }
        answer.statusCode(201).body("customer.phone", is(stored));
        shop.given().queryParam("phone", given).get(CUSTOMERS).then().body("items", hasSize(1));
    }

    @Test
    void emailIsFoundInAnySpelling() {
        var shop = TestShop.create();
        create(shop, Map.of("email", "ada@bücher.example.com"));

        shop.given()
                .queryParam("email", "ADA@BÜCHER.example.com")
                .queryParam("count", "true")
                .get(CUSTOMERS)
                .then()
                .statusCode(200)
                .body("items.email", is(List.of("ada@xn--bcher-kva.example.com")))
                .body("page.total", is(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"birthDate\": \"2023-02-29\"} | 422 | /birthDate",
                "{\"birthDate\": \"2999-01-01\"} | 422 | /birthDate",
                "{\"registeredAt\": \"2999-01-01T00:00:00Z\"} | 422 | /registeredAt",
                "{\"registeredAt\": \"2020-01-01T00:00:00\"} | 422 | /registeredAt",
                "{\"name\": \"a\\u0007b\"} | 422 | /name",
                "{\"name\": \"a\\nb\"} | 422 | /name",
                "{\"email\": \"nobody\"} | 422 | /email",
                "{\"country\": \"XX\"} | 422 | /country",
                "{\"language\": \"no such language\"} | 422 | /language",
                "{\"emailConsent\": \"maybe\"} | 422 | /emailConsent",
                "{\"custom\": {\"nope\": 1}} | 422 | /custom/nope",
                "{\"custom\": []} | 422 | /custom",
                "{\"city\": 5} | 400 | /city",
                "{\"identities\": [{\"source\": \"A B\", \"externalId\": \"1\"}]} | 422 | /identities/0",
                "{\"nmae\": \"Ada\"} | 400 | /nmae",
            })
    void badInputIsRefusedAtItsPlace(String body, int status, String pointer) {
        var shop = TestShop.create();

        shop.given()
                .body(body)
                .post(CUSTOMERS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void tooLongTextsAndListsAreRefused() {
        var shop = TestShop.create();
        var many = IntStream.range(0, 1000)
                .mapToObj(i -> Map.of("source", "pos", "externalId", "x" + i))
                .toList();

        shop.given()
                .body(Map.of("name", "é".repeat(201)))
                .post(CUSTOMERS)
                .then()
                .statusCode(422);
        shop.given().body(Map.of("identities", many)).post(CUSTOMERS).then().statusCode(422);
        shop.given()
                .body(Map.of("name", "🐉".repeat(200)))
                .post(CUSTOMERS)
                .then()
                .statusCode(201);
    }

    @Test
    void deletedPersonIsGoneAndTheIdentityFree() {
        var shop = TestShop.create();
        shop.given()
                .body("{\"name\": \"Ada\"}")
                .put(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(201);
        String id = shop.given().get(CUSTOMERS + "/pos:1").path("id");

        shop.given().delete(CUSTOMERS + "/" + id).then().statusCode(200).body("deletedCustomerId", is(id));

        shop.given().get(CUSTOMERS + "/" + id).then().statusCode(404).body("code", is("customer_not_found"));
        shop.given().get(CUSTOMERS + "/pos:1").then().statusCode(404);
        shop.given().delete(CUSTOMERS + "/" + id).then().statusCode(404);
        shop.given()
                .body("{}")
                .put(CUSTOMERS + "/pos:1")
                .then()
                .statusCode(201)
                .body("customer.id", not(is(id)))
                .body("customer.name", nullValue());
    }

    @Test
    void ageIsInTheShopsDay() {
        var shop = TestShop.createAt("2023-02-28T00:30");
        var id = create(shop, Map.of("birthDate", "2000-02-29"));

        shop.given().get(CUSTOMERS + "/" + id).then().body("age", is(23)).header("ETag", "\"1.23\"");
    }

    @Test
    void anotherShopSeesNothing() {
        var shop = TestShop.create();
        var other = TestShop.create();
        var id = create(shop, Map.of("name", "Ada", "email", "ada@example.com"));

        for (var path : List.of(id, "pos:1")) {
            other.given().get(CUSTOMERS + "/" + path).then().statusCode(404);
            other.given()
                    .body("{\"name\": \"X\"}")
                    .patch(CUSTOMERS + "/" + path)
                    .then()
                    .statusCode(404);
            other.given().delete(CUSTOMERS + "/" + path).then().statusCode(404);
            other.given()
                    .body("{\"into\": \"pos:9\"}")
                    .post(CUSTOMERS + "/" + path + "/merge")
                    .then()
                    .statusCode(404);
            other.given()
                    .put(CUSTOMERS + "/" + path + "/identities/pos:5")
                    .then()
                    .statusCode(404);
        }
        other.given()
                .queryParam("email", "ada@example.com")
                .get(CUSTOMERS)
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void scopeIsNeeded() {
        var shop = TestShop.create();
        var reader = shop.withScopes("customers:read");

        reader.given().body("{}").post(CUSTOMERS).then().statusCode(403).body("code", is("scope_missing"));
        reader.given().get(CUSTOMERS).then().statusCode(200);
        shop.withScopes("tags:read").given().get(CUSTOMERS).then().statusCode(403);
    }

    @CanIgnoreReturnValue
    private static String create(TestShop shop, Map<String, ?> fields) {
        return shop.given()
                .body(fields)
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse patch(TestShop shop, String id, String body) {
        return shop.given().body(body).patch(CUSTOMERS + "/" + id).then().statusCode(200);
    }
}
