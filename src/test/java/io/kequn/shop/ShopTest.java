package io.kequn.shop;

import static io.kequn.TestShop.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

@KequnTest
class ShopTest {
    @Test
    void madeShopIsThere() {
        var body = newShop();

        platform()
                .body(body)
                .post("/v1/shops")
                .then()
                .statusCode(201)
                .header("Location", containsPath(body))
                .header("ETag", "\"1\"")
                .body("weekStart", is("monday"))
                .body("status", is("active"));

        platform().get("/v1/shops/" + body.get("key")).then().statusCode(200).body("name", is(body.get("name")));
    }

    @Test
    void takenKeyIsRefused() {
        var body = newShop();
        platform().body(body).post("/v1/shops").then().statusCode(201);

        platform().body(body).post("/v1/shops").then().statusCode(409).body("code", is("key_taken"));
    }

    @Test
    void allWrongSettingsAreNamedAtOnce() {
        platform()
                .body(Map.of("key", "No Key", "name", " ", "currency", "CNX", "timeZone", "Asia/Shangai"))
                .post("/v1/shops")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", is("value_invalid"))
                .body("errors.pointer", is(List.of("/key", "/name", "/currency", "/timeZone")))
                .body("errors[3].message", containsString("Asia/Shanghai"));
    }

    /// Whoever may not make shops is not told what is wrong with the body.
    @Test
    void shopsAreThePlatformsBeforeTheirBodyIsRead() {
        var shop = TestShop.create();

        for (var path : new String[] {"/v1/shops", "/v1/shops/" + shop.key() + "/api-keys"}) {
            shop.given().body("{").post(path).then().statusCode(403).body("code", is("scope_missing"));
        }
        shop.given().body("{").patch("/v1/shops/" + shop.key()).then().statusCode(403);
        platform().body("{").post("/v1/shops").then().statusCode(400);
    }

    @Test
    void creationIsRepeatedByIdempotencyKey() {
        var body = newShop();
        var key = UUID.randomUUID().toString();
        var first = platform().header("Idempotency-Key", key).body(body).post("/v1/shops");
        assertThat(first.statusCode()).isEqualTo(201);

        var second = platform().header("Idempotency-Key", key).body(body).post("/v1/shops");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void idempotencyKeyFitsOneBody() {
        var key = UUID.randomUUID().toString();
        platform()
                .header("Idempotency-Key", key)
                .body(newShop())
                .post("/v1/shops")
                .then()
                .statusCode(201);

        platform()
                .header("Idempotency-Key", key)
                .body(newShop())
                .post("/v1/shops")
                .then()
                .statusCode(422)
                .body("code", is("idempotency_key_reuse"));
    }

    @Test
    void testClockShowsTheAskedInstantInTheShopsZone() {
        var shop =
                TestShop.create(Map.of("timeZone", "America/New_York", "test", true, "testClock", "1998-07-01T12:00"));

        Instant now = Instant.parse(
                shop.given().get("/v1/shop").then().statusCode(200).extract().path("now"));

        assertThat(Duration.between(Instant.parse("1998-07-01T16:00:00Z"), now))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void testClockNeedsATestShop() {
        var body = newShop();
        body.put("testClock", "1998-07-01T12:00");

        platform().body(body).post("/v1/shops").then().statusCode(422).body("errors[0].pointer", is("/testClock"));
    }

    @Test
    void mergePatchChangesWhatItMentions() {
        var shop = TestShop.create();

        platform()
                .contentType("application/merge-patch+json")
                .body("{\"name\": \"Neu\", \"country\": null, \"timeZone\": \"Europe/Berlin\"}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200)
                .body("name", is("Neu"))
                .body("country", is((Object) null))
                .body("timeZone", is("Europe/Berlin"))
                .body("currency", is("CNY"));
        shop.given().get("/v1/shop").then().body("timeZone", is("Europe/Berlin"));
    }

    @Test
    void staleVersionIsRefused() {
        var shop = TestShop.create();
        var tag = platform().get("/v1/shops/" + shop.key()).header("ETag");
        platform()
                .header("If-Match", tag)
                .body("{\"name\": \"A\"}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200);

        platform()
                .header("If-Match", tag)
                .body("{\"name\": \"B\"}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(412)
                .body("code", is("version_mismatch"));
    }

    @Test
    void knownVersionIsNotSentAgain() {
        var shop = TestShop.create();
        var tag = platform().get("/v1/shops/" + shop.key()).header("ETag");

        platform()
                .header("If-None-Match", tag)
                .get("/v1/shops/" + shop.key())
                .then()
                .statusCode(304)
                .body(is(""));
    }

    @Test
    void requiredSettingIsNotCleared() {
        var shop = TestShop.create();

        platform()
                .body("{\"name\": null, \"weekStart\": null}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(400)
                .body("errors.pointer", is(List.of("/name", "/weekStart")));
    }

    @Test
    void unknownShopIsNotFound() {
        platform().get("/v1/shops/no-such").then().statusCode(404).body("code", is("shop_not_found"));
        platform().body("{}").patch("/v1/shops/no-such").then().statusCode(404);
    }

    @Test
    void listIsWalkedPageByPage() {
        TestShop.create();
        TestShop.create();
        TestShop.create();
        var first = platform()
                .get("/v1/shops?limit=2&count=true")
                .then()
                .statusCode(200)
                .extract();
        assertThat(first.<Integer>path("page.total")).isGreaterThanOrEqualTo(3);
        assertThat(first.<List<?>>path("items")).hasSize(2);

        var second =
                platform().queryParam("after", first.<String>path("page.next")).get("/v1/shops?limit=200");

        second.then().statusCode(200).body("items[0].key", notNullValue());
        assertThat(second.<List<String>>path("items.key"))
                .doesNotContainAnyElementsOf(first.<List<String>>path("items.key"))
                .isSorted();
    }

    @Test
    void forgedCursorIsRefused() {
        platform().get("/v1/shops?after=AAAA").then().statusCode(400).body("code", is("cursor_invalid"));
        platform().get("/v1/shops?after=%2F%2F").then().statusCode(400).body("code", is("cursor_invalid"));
    }

    @Test
    void suspendedShopIsClosed() {
        var shop = TestShop.create();
        platform()
                .body("{\"status\": \"suspended\"}")
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200);

        shop.given().get("/v1/shop").then().statusCode(403).body("code", is("shop_not_active"));
    }

    private static Map<String, Object> newShop() {
        var body = new LinkedHashMap<String, Object>();
        body.put("key", "s-" + UUID.randomUUID());
        body.put("name", "Shop");
        body.put("currency", "USD");
        body.put("timeZone", "UTC");
        return body;
    }

    private static Matcher<String> containsPath(Map<String, Object> body) {
        return endsWith("/v1/shops/" + body.get("key"));
    }
}
