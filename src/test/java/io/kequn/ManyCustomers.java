package io.kequn;

import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Customers by the thousand: `pos:0`, `pos:1` … in the order of their ids.
public final class ManyCustomers {
    private ManyCustomers() {}

    /// `fields` are those that all of them have, as JSON: `"city": "Oslo"`.
    public static void make(TestShop shop, int count, String fields) {
        var lines = IntStream.range(0, count)
                .mapToObj(i -> "{\"externalId\": \"" + i + "\", " + fields + "}")
                .collect(Collectors.joining("\n"));
        String id = shop.given()
                .body(Map.of("kind", "customers", "source", "pos", "format", "ndjson"))
                .post("/v1/imports")
                .path("id");
        RestAssured.given()
                .header("Authorization", "Bearer " + shop.secret())
                .contentType("application/octet-stream")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(() -> shop.given().get("/v1/imports/" + id).<Integer>path("created") == count);
    }
}
