package io.kequn.platform.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestPeople;
import io.kequn.TestShop;
import io.kequn.platform.access.Role;
import io.kequn.platform.access.Scope;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People by the tokens of a provider, which here is a small one on this machine.
@KequnTest
class PeopleTest {
    @AfterEach
    void answerAgain() {
        TestPeople.tell("up");
    }

    @ParameterizedTest
    @EnumSource
    void roleGivesItsScopes(Role role) {
        var shop = TestShop.create();

        List<String> scopes = TestPeople.as(role.text(), shop)
                .get("/v1/whoami")
                .then()
                .statusCode(200)
                .body("principal", is("oidc:li-wei"))
                .body("kind", is("person"))
                .body("roles", is(List.of(role.text())))
                .body("shop", is(shop.key()))
                .body("shops", is(List.of(shop.key())))
                .body("expiresAt", notNullValue())
                .extract()
                .path("scopes");

        assertThat(scopes)
                .containsExactlyInAnyOrderElementsOf(
                        role.scopes().stream().map(Scope::text).toList());
    }

    /// The tests' service takes all three.
    @Test
    void whoSendsNoCredentialIsToldAllThatCount() {
        RestAssured.given()
                .get("/v1/customers")
                .then()
                .statusCode(401)
                .body(
                        "detail",
                        allOf(
                                containsString("an API key"),
                                containsString("OpenID Connect"),
                                containsString("a customer token")));
        RestAssured.given()
                .header("Accept-Language", "zh-CN")
                .get("/v1/customers")
                .then()
                .statusCode(401)
                .body(
                        "detail",
                        allOf(containsString("API 密钥"), containsString("OpenID Connect"), containsString("客户令牌")));
    }

    @Test
    void viewerReadsAndChangesNothing() {
        var shop = TestShop.create();

        TestPeople.as("viewer", shop).get("/v1/customers").then().statusCode(200);

        TestPeople.as("viewer", shop)
                .body(Map.of("name", "Kim"))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(403)
                .body("code", is("scope_missing"));
        TestPeople.as("operator", shop).get("/v1/api-keys").then().statusCode(403);
    }

    @Test
    void whatPeopleDoBearsTheirName() {
        var shop = TestShop.create();

        TestPeople.as("store-manager", shop)
                .body(Map.of("name", "VIP", "rule", "number_of_orders > 1"))
                .put("/v1/segments/vip")
                .then()
                .statusCode(201);
        TestPeople.as("store-manager", shop)
                .post("/v1/segments/vip/publish")
                .then()
                .statusCode(200);

        shop.given().get("/v1/segments/vip/versions").then().body("items[0].author", is("oidc:li-wei"));
    }

    @Test
    void personOfSeveralShopsChoosesOne() {
        var one = TestShop.create();
        var two = TestShop.create();
        var token = TestPeople.token(TestPeople.claims("admin", one.key(), two.key()), "ec");

        TestShop.as(token)
                .get("/v1/whoami")
                .then()
                .statusCode(200)
                .body("shop", nullValue())
                .body("scopes", is(List.of()))
                .body("shops", is(List.of(one.key(), two.key())));
        TestShop.as(token).get("/v1/shop").then().statusCode(403).body("detail", containsString("Kequn-Shop"));

        TestShop.as(token)
                .header("Kequn-Shop", two.key())
                .get("/v1/shop")
                .then()
                .statusCode(200)
                .body("key", is(two.key()));
        TestShop.as(token)
                .header("Kequn-Shop", one.key())
                .body(Map.of("query", "{ shop { key } }"))
                .post("/graphql")
                .then()
                .body("data.shop.key", is(one.key()));
    }

    @Test
    void shopsOfOthersAreAsUnknownAsNone() {
        var own = TestShop.create();
        var other = TestShop.create();
        var token = TestPeople.token(TestPeople.claims("admin", own.key()), "rsa");

        var refused = TestShop.as(token).header("Kequn-Shop", other.key()).get("/v1/shop");
        var absent = TestShop.as(token).header("Kequn-Shop", "nowhere").get("/v1/shop");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(absent.<String>path("detail")).isEqualTo(refused.path("detail"));
        var gone = TestPeople.token(TestPeople.claims("admin", "nowhere"), "rsa");
        TestShop.as(gone).get("/v1/shop").then().statusCode(403);
    }

    @Test
    void suspendedShopIsClosedToPeople() {
        var shop = TestShop.create();
        TestShop.platform()
                .body(Map.of("status", "suspended"))
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200);

        TestPeople.as("admin", shop).get("/v1/shop").then().statusCode(403).body("code", is("shop_not_active"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "unpublished", "none", "public"})
    void whatIsNotSignedByThePublishedKeysIsRefused(String key) {
        var shop = TestShop.create();
        TestPeople.as("admin", shop).get("/v1/shop").then().statusCode(200);

        TestShop.as(TestPeople.token(TestPeople.claims("admin", shop.key()), key))
                .get("/v1/shop")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue())
                .body("code", is("credential_invalid"));
    }

    @Test
    void claimsThatDoNotHoldAreRefused() {
        var shop = TestShop.create();
        long now = Instant.now().getEpochSecond();
        var wrong = Map.<String, Object>of(
                "iss", "https://login.example.com",
                "aud", "another-service",
                "exp", now - 60,
                "nbf", now + 120,
                "sub", "");

        wrong.forEach((claim, value) -> {
            var claims = TestPeople.claims("admin", shop.key());
            claims.put(claim, value);
            TestShop.as(TestPeople.token(claims, "rsa"))
                    .get("/v1/shop")
                    .then()
                    .statusCode(401)
                    .body("code", is("credential_invalid"));
        });
        for (var claim : List.of("iss", "aud", "exp", "sub")) {
            var claims = TestPeople.claims("admin", shop.key());
            claims.remove(claim);
            TestShop.as(TestPeople.token(claims, "rsa")).get("/v1/shop").then().statusCode(401);
        }
        var late = TestPeople.claims("admin", shop.key());
        late.put("exp", now - 10);
        TestShop.as(TestPeople.token(late, "rsa")).get("/v1/shop").then().statusCode(200); // within the skew
    }

    @Test
    void tamperedTokenIsRefused() {
        var shop = TestShop.create();
        var token = TestPeople.token(TestPeople.claims("viewer", shop.key()), "rsa");
        var forged = TestPeople.token(TestPeople.claims("admin", shop.key()), "rsa");
        var parts = token.split("\\.");

        TestShop.as(parts[0] + "." + forged.split("\\.")[1] + "." + parts[2])
                .get("/v1/shop")
                .then()
                .statusCode(401);
        TestShop.as(parts[0] + "." + parts[1] + ".").get("/v1/shop").then().statusCode(401);
        TestShop.as("a.b.c").get("/v1/shop").then().statusCode(401);
    }

    @Test
    void newKeysAreTakenAndOldOnesAreNot() {
        var shop = TestShop.create();
        var old = TestPeople.token(TestPeople.claims("admin", shop.key()), "rsa");
        TestShop.as(old).get("/v1/shop").then().statusCode(200);

        TestPeople.tell("rotate");

        Eventually.holds(() -> TestPeople.as("admin", shop).get("/v1/shop").statusCode() == 200);
        TestShop.as(old).get("/v1/shop").then().statusCode(401);
    }

    @Test
    void providerThatDoesNotAnswerIsAnOutageAndNoFailure() {
        var shop = TestShop.create();
        var known = TestPeople.token(TestPeople.claims("admin", shop.key()), "rsa");
        Eventually.holds(() -> TestShop.as(known).get("/v1/shop").statusCode() == 200);
        TestPeople.tell("down");
        TestPeople.tell("rotate");

        var unknown = TestPeople.token(TestPeople.claims("admin", shop.key()), "rsa");
        Eventually.holds(() -> TestShop.as(unknown).get("/v1/shop").statusCode() == 503);
        TestShop.as(unknown)
                .get("/v1/shop")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", is("unavailable"));
        TestShop.as(known).get("/v1/shop").then().statusCode(200);
        shop.given().get("/v1/shop").then().statusCode(200);

        TestPeople.tell("up");
        Eventually.holds(() -> TestShop.as(unknown).get("/v1/shop").statusCode() == 200);
    }
}
