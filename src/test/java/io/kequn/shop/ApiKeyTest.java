package io.kequn.shop;

import static io.kequn.TestShop.as;
import static io.kequn.TestShop.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KequnTest
class ApiKeyTest {
    @Test
    void secretIsShownOnce() {
        var shop = TestShop.create();

        var made = shop.given()
                .body(newKey("tags:read"))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract();
        String secret = made.path("secret");

        assertThat(secret).matches("sk_[0-9A-Za-z]{12}_[0-9A-Za-z_-]{43}");
        assertThat(shop.given().get("/v1/api-keys/" + made.path("id")).asString())
                .doesNotContain(secret);
        assertThat(shop.given().get("/v1/api-keys").asString()).doesNotContain(secret);
    }

    @Test
    void whoAmITellsTheScopes() {
        var shop = TestShop.create().withScopes("tags:read", "orders:write");

        shop.given()
                .get("/v1/whoami")
                .then()
                .statusCode(200)
                .body("shop", is(shop.key()))
                .body("scopes", containsInAnyOrder("tags:read", "orders:write"));
        platform().get("/v1/whoami").then().body("platform", is(true)).body("scopes", hasSize(0));
    }

    @Test
    void keyGrantsNoMoreThanItHas() {
        var shop = TestShop.create().withScopes("api-keys:write", "tags:read");

        shop.given()
                .body(newKey("tags:read", "tags:write"))
                .post("/v1/api-keys")
                .then()
                .statusCode(403)
                .body("detail", containsString("tags:write"))
                .body("detail", not(containsString("tags:read")));
        shop.given().body(newKey("tags:read")).post("/v1/api-keys").then().statusCode(201);
    }

    @Test
    void revokedKeyOpensNothingFromTheNextRequestOn() {
        var shop = TestShop.create();
        var made = shop.given()
                .body(newKey("shop:read"))
                .post("/v1/api-keys")
                .then()
                .extract();
        String secret = made.path("secret");
        as(secret).get("/v1/shop").then().statusCode(200);

        shop.given()
                .delete("/v1/api-keys/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("revokedAt", matchesPattern("\\d.*Z"));

        as(secret)
                .get("/v1/shop")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", is("credential_invalid"));
        String revokedAt = shop.given().get("/v1/api-keys/" + made.path("id")).path("revokedAt");
        shop.given()
                .delete("/v1/api-keys/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("revokedAt", is(revokedAt));
    }

    @Test
    void keyExpires() throws Exception {
        var shop = TestShop.create();
        var expires = Instant.now().plusSeconds(1).toString();
        String secret = shop.given()
                .body(Map.of("name", "k", "scopes", List.of("shop:read"), "expiresAt", expires))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");

        Thread.sleep(1500);

        as(secret).get("/v1/shop").then().statusCode(401);
    }

    @Test
    void lastUseIsNoted() throws Exception {
        var shop = TestShop.create();
        shop.given().get("/v1/shop").then().statusCode(200);

        for (int i = 0; i < 50; i++) {
            if (shop.given().get("/v1/api-keys").path("items[0].lastUsedAt") != null) {
                return;
            }
            Thread.sleep(50);
        }

        throw new AssertionError("no last use");
    }

    @Test
    void everyScopeIsChecked() {
        var scopes = new ArrayList<>(Collections.nCopies(100, "customers:read"));
        scopes.add("bogus");

        TestShop.create()
                .given()
                .body(Map.of("name", "k", "scopes", scopes))
                .post("/v1/api-keys")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/scopes"));
    }

    @Test
    void repeatedCreationTellsTheIdButNotTheSecret() {
        var shop = TestShop.create();
        var key = UUID.randomUUID().toString();
        String id = shop.given()
                .header("Idempotency-Key", key)
                .body(newKey("tags:read"))
                .post("/v1/api-keys")
                .path("id");

        shop.given()
                .header("Idempotency-Key", key)
                .body(newKey("tags:read"))
                .post("/v1/api-keys")
                .then()
                .statusCode(409)
                .body("code", is("already_done"))
                .body("detail", containsString(id));
    }

    @Test
    void otherShopsKeyIsNotFound() {
        var shop = TestShop.create();
        String id = shop.given().body(newKey("tags:read")).post("/v1/api-keys").path("id");
        var other = TestShop.create();

        other.given().get("/v1/api-keys/" + id).then().statusCode(404);
        other.given().delete("/v1/api-keys/" + id).then().statusCode(404);
        assertThat(other.given().get("/v1/api-keys").asString()).doesNotContain(id);
    }

    @Test
    void otherShopsCursorIsRefused() {
        var shop = TestShop.create();
        shop.given().body(newKey("tags:read")).post("/v1/api-keys").then().statusCode(201);
        String next = shop.given().get("/v1/api-keys?limit=1").path("page.next");
        shop.given()
                .queryParam("after", next)
                .get("/v1/api-keys")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));

        TestShop.create()
                .given()
                .queryParam("after", next)
                .get("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("code", is("cursor_invalid"));
    }

    @Test
    void scopesAreNeeded() {
        var shop = TestShop.create().withScopes("tags:read");

        shop.given().get("/v1/shop").then().statusCode(403).body("code", is("scope_missing"));
        shop.given().get("/v1/api-keys").then().statusCode(403);
        shop.given().body(newKey("tags:read")).post("/v1/api-keys").then().statusCode(403);
        shop.given().delete("/v1/api-keys/x").then().statusCode(403);
        shop.given().get("/v1/shops").then().statusCode(403);
        shop.given().body(Map.of()).patch("/v1/shops/x").then().statusCode(403);
        platform().get("/v1/shop").then().statusCode(403);
    }

    @Test
    void wrongCredentialsAreUnknown() {
        RestAssured.given().get("/v1/shop").then().statusCode(401).body("code", is("credential_invalid"));
        as("sk_unknown").get("/v1/shop").then().statusCode(401);
        as("").get("/v1/shop").then().statusCode(401);
        RestAssured.given()
                .header("Authorization", "Basic YTpi")
                .get("/v1/shop")
                .then()
                .statusCode(401);
        RestAssured.given().get("/v1/no-such-path").then().statusCode(401);
        RestAssured.given().body("{}").post("/graphql").then().statusCode(401);
    }

    private static Map<String, Object> newKey(String... scopes) {
        return Map.of("name", "Backend", "scopes", List.of(scopes));
    }
}
