package io.kequn;

import io.kequn.platform.access.Scope;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A shop of a test's own, made over the API, with the secret of one of its keys. `shop.given()` calls as that key.
///
/// ```java
/// var shop = TestShop.create();
/// shop.given().body(order).post("/v1/orders").then().statusCode(201);
/// ```
public record TestShop(String key, String secret) {
    public static final String PLATFORM_KEY = "platform-key-of-the-tests";

    /// A shop in Asia/Shanghai with CNY, whose key has every scope.
    public static TestShop create() {
        return create(Map.of());
    }

    /// The same with a test clock, an instant or a local date and time.
    public static TestShop createAt(String testClock) {
        return create(Map.of("test", true, "testClock", testClock));
    }

    /// A shop with other settings than the usual ones.
    public static TestShop create(Map<String, ?> settings) {
        var key = "shop-" + UUID.randomUUID();
        var body = new LinkedHashMap<String, Object>();
        body.put("key", key);
        body.put("name", "月茶 " + key);
        body.put("currency", "CNY");
        body.put("timeZone", "Asia/Shanghai");
        body.put("country", "CN");
        body.putAll(settings);
        platform().body(body).post("/v1/shops").then().statusCode(201);
        return new TestShop(key, issue(key, allScopes()));
    }

    /// Calls as another key of this shop that has these scopes only.
    public TestShop withScopes(String... scopes) {
        return new TestShop(key, issue(key, List.of(scopes)));
    }

    /// A call with this shop's key and a JSON body.
    public RequestSpecification given() {
        return as(secret);
    }

    /// Moves the shop's test clock on; what has become due by then runs in the background.
    public void advance(Duration time) {
        var now = Instant.parse(given().get("/v1/shop/clock").path("now"));
        given().body(Map.of("now", now.plus(time).toString()))
                .put("/v1/shop/clock")
                .then()
                .statusCode(200);
    }

    /// A call as the platform administrator.
    public static RequestSpecification platform() {
        return as(PLATFORM_KEY);
    }

    /// A call with any credential.
    public static RequestSpecification as(String credential) {
        return RestAssured.given()
                .config(QuickCalls.config())
                .header("Authorization", "Bearer " + credential)
                .contentType(ContentType.JSON);
    }

    public static List<String> allScopes() {
        return Arrays.stream(Scope.values()).map(Scope::text).toList();
    }

    private static String issue(String shop, List<String> scopes) {
        return platform()
                .body(Map.of("name", "test", "scopes", scopes))
                .post("/v1/shops/" + shop + "/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
