package io.kequn;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/// Tokens of people, as the tests' provider issues them.
public final class TestPeople {
    private TestPeople() {}

    public static String issuer() {
        return ConfigProvider.getConfig().getValue("kequn.oidc.issuer", String.class);
    }

    /// Somebody with this role in these shops, for the next ten minutes.
    public static Map<String, Object> claims(String role, String... shops) {
        var claims = new HashMap<String, Object>();
        claims.put("iss", issuer());
        claims.put("aud", "kequn");
        claims.put("sub", "li-wei");
        claims.put("exp", Instant.now().getEpochSecond() + 600);
        claims.put("realm_access", Map.of("roles", List.of("offline_access", role)));
        claims.put("shops", List.of(shops));
        return claims;
    }

    /// The claims signed with a key of the provider: `rsa`, `ec`, or one that must not do.
    public static String token(Map<String, Object> claims, String key) {
        return RestAssured.given()
                .body(claims)
                .contentType("application/json")
                .post(issuer() + "/mint?key=" + key)
                .asString();
    }

    /// A call as somebody with this role in one shop.
    public static RequestSpecification as(String role, TestShop shop) {
        return TestShop.as(token(claims(role, shop.key()), "rsa"));
    }

    public static void tell(String command) {
        RestAssured.given().post(issuer() + "/" + command).then().statusCode(200);
    }
}
