package io.kequn.imports;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Imports of one shop, over HTTP.
record ImportCalls(TestShop shop) {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    /// A spec of orders or customers; `mapping` is pairs of target and column.
    static Map<String, Object> spec(String kind, String source, String... mapping) {
        var columns = new ArrayList<Map<String, String>>();
        for (int i = 0; i < mapping.length; i += 2) {
            columns.add(Map.of("to", mapping[i], "column", mapping[i + 1]));
        }
        var spec = new LinkedHashMap<String, Object>();
        spec.put("kind", kind);
        spec.put("source", source);
        spec.put("mapping", columns);
        return spec;
    }

    static Map<String, Object> with(Map<String, Object> spec, String field, Object value) {
        var other = new LinkedHashMap<>(spec);
        other.put(field, value);
        return other;
    }

    ValidatableResponse create(Map<String, Object> spec) {
        return shop.given().body(spec).post("/v1/imports").then();
    }

    String waiting(Map<String, Object> spec) {
        return create(spec).statusCode(201).extract().path("id");
    }

    ValidatableResponse send(String id, byte[] content) {
        return send(id, content, "text/csv");
    }

    ValidatableResponse send(String id, byte[] content, String type) {
        return shop.given()
                .contentType(type)
                .body(content)
                .put("/v1/imports/" + id + "/content")
                .then();
    }

    JsonPath get(String id) {
        return shop.given()
                .get("/v1/imports/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /// The import once it has ended.
    JsonPath ended(String id) {
        var now = get(id);
        for (long last = -1; !ENDED.contains(now.getString("status")) && now.getLong("done") > last; now = get(id)) {
            // A whole file takes longer than one wait, but each wait brings it forward.
            last = now.getLong("done");
            long before = last;
            Eventually.holds(() -> get(id).getLong("done") > before || ENDED.contains(get(id).getString("status")));
        }
        return now;
    }

    /// Imports the file and answers how that ended.
    JsonPath run(Map<String, Object> spec, byte[] content) {
        var id = waiting(spec);
        send(id, content).statusCode(200);
        return ended(id);
    }

    JsonPath run(Map<String, Object> spec, String content) {
        return run(spec, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// The errors as `line code column`.
    List<String> errors(String id) {
        var errors = new ArrayList<String>();
        String after = null;
        do {
            var request = shop.given().queryParam("limit", 200);
            var page = (after == null ? request : request.queryParam("after", after))
                    .get("/v1/imports/" + id + "/errors")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Map<String, Object>> items = page.getList("items");
            items.forEach(item -> errors.add(item.get("line") + " " + item.get("code")
                    + (item.get("column") == null ? "" : " " + item.get("column"))));
            after = page.getString("page.next");
        } while (after != null);
        return errors;
    }
}
