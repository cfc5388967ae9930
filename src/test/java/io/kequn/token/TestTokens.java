package io.kequn.token;

import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
import io.quarkus.arc.Arc;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/// Tokens of customers for tests.
public final class TestTokens {
    private TestTokens() {}

    /// One that holds.
    public static String of(TestShop shop, String customer) {
        return shop.given()
                .body(Map.of())
                .post("/v1/customers/" + customer + "/access-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    /// One that was right an hour ago; `customer` is an id.
    public static String expired(TestShop shop, String customer) {
        var named = new Shop(0, shop.key(), Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
        var then = new TokenStore.Standing(0, Instant.now().minus(Duration.ofMinutes(62)));
        return Arc.container()
                .instance(TokenSigner.class)
                .get()
                .sign(named, UUID.fromString(customer), then, Duration.ofHours(1))
                .await()
                .indefinitely()
                .token();
    }
}
