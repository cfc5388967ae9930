package io.kequn.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens of customers: who makes them, how long they hold, and what ends them.
@KequnTest
class CustomerTokenTest {
    @Inject
    Pool pool;

    @Inject
    TokenKeyStore store;

    @Inject
    TokenSettings settings;

    private TestShop shop;
    private String customer;

    @BeforeEach
    void begin() {
        shop = TestShop.create();
        customer = customer("1");
    }

    @Test
    void tokenHoldsForAnHourUnlessSaid() {
        var token = create(Map.of()).statusCode(201);

        token.body("tokenType", is("Bearer")).body("customerId", is(customer));
        assertThat(Instant.parse(token.extract().path("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(58)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        TestShop.as(token.extract().path("token"))
                .get("/v1/whoami")
                .then()
                .statusCode(200)
                .body("kind", is("customer"))
                .body("principal", is("customer:" + customer))
                .body("customer", is(customer))
                .body("shop", is(shop.key()))
                .body("scopes", is(List.of()))
                .body("expiresAt", is(token.extract().<String>path("expiresAt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H1S", "PT59S", "-PT1H", "P1000000D", "an hour", "3600"})
    void durationsThatAreTooLongOrNoneAreRefused(String ttl) {
        create(Map.of("ttl", ttl)).statusCode(422).body("errors[0].pointer", is("/ttl"));
    }

    @Test
    void tokenIsMadeForCustomersOfTheShopOnly() {
        var other = TestShop.create();

        other.given()
                .body("{}")
                .post("/v1/customers/" + customer + "/access-tokens")
                .then()
                .statusCode(404)
                .body("code", is("customer_not_found"));
        shop.withScopes("customers:write")
                .given()
                .body("{}")
                .post("/v1/customers/pos:1/access-tokens")
                .then()
                .statusCode(403)
                .body("detail", containsString("customer-tokens:write"));
    }

    @Test
    void answerIsNotRepeated() {
        var key = UUID.randomUUID().toString();
        for (int status : List.of(201, 409)) {
            shop.given()
                    .header("Idempotency-Key", key)
                    .body("{}")
                    .post("/v1/customers/pos:1/access-tokens")
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void graphQLMakesAndEndsThemToo() {
        var made = ask("mutation { customerAccessTokenCreate(input: {customerId: \"pos:1\", ttl: \"PT5M\"}) {"
                        + " accessToken { token customerId } userErrors { code } } }")
                .extract();
        String token = made.path("data.customerAccessTokenCreate.accessToken.token");
        read(token).statusCode(200).body("id", is(customer));

        ask("mutation { customerAccessTokensEnd(input: {customerId: \"" + customer + "\"}) { ended { endedAt } } }")
                .body("data.customerAccessTokensEnd.ended.endedAt", notNullValue());

        read(token).statusCode(401);
    }

    @Test
    void endedTokensOpenNothingAndLaterOnesDo() {
        var before = token();

        shop.given()
                .delete("/v1/customers/pos:1/access-tokens")
                .then()
                .statusCode(200)
                .body("customerId", is(customer));
        read(before).statusCode(401).body("code", is("credential_invalid"));
        var after = token();
        read(after).statusCode(200);

        shop.given().delete("/v1/customers/pos:1/access-tokens").then().statusCode(200);
        read(after).statusCode(401);
    }

    @Test
    void deletedCustomersTokenOpensNothing() {
        var token = token();

        shop.given().delete("/v1/customers/" + customer).then().statusCode(200);

        read(token).statusCode(401);
    }

    /// The merger may be a mistake, and the survivor's device gets a token of its own.
    @Test
    void mergedCustomersTokenOpensNothing() {
        var token = token();
        customer("2");

        shop.given()
                .body(Map.of("into", "pos:2"))
                .post("/v1/customers/" + customer + "/merge")
                .then()
                .statusCode(200);

        read(token).statusCode(401);
        read(token()).statusCode(200);
    }

    @Test
    void suspendedShopEndsItsTokens() {
        var token = token();

        TestShop.platform()
                .body(Map.of("status", "suspended"))
                .patch("/v1/shops/" + shop.key())
                .then()
                .statusCode(200);

        read(token).statusCode(403).body("code", is("shop_not_active"));
    }

    /// It is within what a machine's clock may be off: the database's decides.
    @Test
    void expiredTokenOpensNothing() {
        read(TestTokens.expired(shop, customer)).statusCode(401).body("detail", containsString("expired"));
    }

    @Test
    void forgedTokensOpenNothing() throws Exception {
        var parts = token().split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var other = customer("2");
        var changed = payload.replace(customer, other);
        assertThat(changed).isNotEqualTo(payload);

        read(parts[0] + "." + encoded(changed) + "." + parts[2]).statusCode(401);
        read(parts[0] + "." + parts[1] + ".").statusCode(401);
        read(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length())).statusCode(401);
        read(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".").statusCode(401);
        read(signed(payload, "none", null)).statusCode(401);
        for (var key : published().getJsonWebKeys()) {
            var shared = new HmacKey(key.getKey().getEncoded());
            read(signed(payload, "HS256", shared)).statusCode(401);
        }
        var stranger = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        var header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        var signature = new JsonWebSignature();
        signature.setHeader("kid", header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1"));
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKey(stranger.getPrivateKey());
        signature.setPayload(payload);
        read(signature.getCompactSerialization()).statusCode(401);
    }

    @Test
    void anybodyCanCheckTokensByThePublishedKeys() throws Exception {
        var token = token();

        var claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(published().getJsonWebKeys()))
                .setExpectedAudience("kequn")
                .setExpectedIssuer("kequn")
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);

        assertThat(claims.getSubject()).isEqualTo(customer);
        assertThat(claims.getStringClaimValue("shop")).isEqualTo(shop.key());
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("me");
        var served = RestAssured.get("/.well-known/jwks.json");
        assertThat(served.header("Cache-Control")).contains("max-age=300");
        assertThat(served.asString()).doesNotContain("\"d\"");
    }

    @Test
    void keysChangeByTimeAndOldOnesGoWhenNothingIsLeftOfThem() {
        var old = token();
        age("31 days");

        Eventually.holds(() -> !keyId(token()).equals(keyId(old)));
        read(old).statusCode(200);
        var second = token();
        assertThat(RestAssured.get("/.well-known/jwks.json").asString())
                .contains(keyId(old))
                .contains(keyId(second));

        age("31 days");
        Eventually.holds(() -> !keyId(token()).equals(keyId(second)));
        Eventually.holds(() -> read(old).extract().statusCode() == 401);
        read(second).statusCode(200);
    }

    /// The encryption keys of the service were changed, and those before are gone.
    @Test
    void keysThatCannotBeOpenedAnyMoreAreFollowedByAnother() {
        var before = keyId(token());
        pool.query("update token_key set private_key = decode('00', 'hex')")
                .execute()
                .await()
                .indefinitely();

        var restarted = new TokenKeys(store, settings);
        var signing = restarted.signing().await().indefinitely().id();

        assertThat(signing).isNotEqualTo(before);
        assertThat(restarted.signing().await().indefinitely().id()).isEqualTo(signing);
        Eventually.holds(
                () -> RestAssured.get("/.well-known/jwks.json").asString().contains(signing));
        assertThat(RestAssured.get("/.well-known/jwks.json").asString()).contains(before);
    }

    private void age(String by) {
        pool.query("update token_key set created_at = created_at - interval '" + by + "'")
                .execute()
                .await()
                .indefinitely();
    }

    private static String keyId(String token) {
        var header = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private static JsonWebKeySet published() throws Exception {
        return new JsonWebKeySet(RestAssured.get("/.well-known/jwks.json").asString());
    }

    private static String signed(String payload, String algorithm, HmacKey key) throws Exception {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        if (key != null) {
            signature.setKey(key);
        }
        signature.setPayload(payload);
        return signature.getCompactSerialization();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String customer(String externalId) {
        return shop.given()
                .body(Map.of("name", "Kim"))
                .put("/v1/customers/pos:" + externalId)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private ValidatableResponse create(Map<String, ?> body) {
        return shop.given().body(body).post("/v1/customers/pos:1/access-tokens").then();
    }

    private String token() {
        return create(Map.of()).statusCode(201).extract().path("token");
    }

    private static ValidatableResponse read(String token) {
        return TestShop.as(token).get("/v1/me").then();
    }

    private ValidatableResponse ask(String query) {
        return shop.given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", org.hamcrest.Matchers.nullValue());
    }
}
