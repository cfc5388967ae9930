package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One operation of the contract, such as `GET /v1/customers/{customer}`.
record Operation(String method, String path) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /// What operations must be told before they look whether the caller may; all others take `{}`.
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /v1/api-keys", """
                    {"name": "till", "scopes": ["customers:read"]}"""),
            Map.entry("PUT /v1/attributes/{key}", """
                    {"name": "Shoe size", "type": "number"}"""),
            Map.entry("POST /v1/customers/{customer}/consents", """
                    {"consents": []}"""),
            Map.entry("POST /v1/customers/{customer}/refunds", """
                    {"source": "pos", "externalId": "r-1", "amount": {"amount": "1.00", "currency": "CNY"}, "occurredAt": "2026-01-01T00:00:00Z"}"""),
            Map.entry("POST /v1/events", """
                    {"customer": "pos:1", "source": "pos", "externalId": "e-9", "name": "visit", "occurredAt": "2026-01-01T00:00:00Z"}"""),
            Map.entry("POST /v1/imports", """
                    {"kind": "customers", "source": "pos"}"""),
            Map.entry("POST /v1/orders", """
                    {"customer": "pos:1", "source": "pos", "externalId": "o-9", "placedAt": "2026-01-01T00:00:00Z", "total": {"amount": "1.00", "currency": "CNY"}}"""),
            Map.entry("POST /v1/orders/{order}/cancellation", """
                    {"occurredAt": "2026-01-01T00:00:00Z"}"""),
            Map.entry("POST /v1/orders/{order}/deliveries", """
                    {"status": "shipped", "occurredAt": "2026-01-01T00:00:00Z"}"""),
            Map.entry("POST /v1/orders/{order}/payments", """
                    {"method": "card", "amount": {"amount": "1.00", "currency": "CNY"}}"""),
            Map.entry("POST /v1/orders/{order}/refunds", """
                    {"externalId": "r-1", "amount": {"amount": "1.00", "currency": "CNY"}, "occurredAt": "2026-01-01T00:00:00Z"}"""),
            Map.entry("POST /v1/privacy/erasures/replay", """
                    {"customerIds": []}"""),
            Map.entry("POST /v1/segments/{key}/exports", """
                    {"purpose": "marketing", "channel": "sms"}"""),
            Map.entry("POST /v1/sync/{feed}", """
                    {"device": "till-1", "operations": []}"""),
            Map.entry("PUT /v1/segments/{key}/overrides/{customer}", """
                    {"kind": "include"}"""),
            Map.entry("PUT /v1/shop/document-policy", """
                    {"mode": "off", "customerMode": "off"}"""),
            Map.entry("PUT /v1/shop/origins", """
                    {"origins": []}"""));

    /// All that the running service offers to known callers.
    static List<Operation> all() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        var operations = new ArrayList<Operation>();
        paths.forEach((path, item) -> item.keySet().stream()
                .filter(method -> METHODS.contains(method) && path.startsWith("/v1/"))
                .forEach(method -> operations.add(new Operation(method.toUpperCase(Locale.ROOT), path))));
        assertThat(operations).hasSizeGreaterThan(150);
        return operations;
    }

    /// Its address with the names in the place of the path's parameters.
    String at(Map<String, String> names) {
        var address = path;
        for (var name : names.entrySet()) {
            address = address.replace("{" + name.getKey() + "}", name.getValue());
        }
        return address;
    }

    Response call(RequestSpecification by, Map<String, String> names) {
        var address = at(names);
        if (path.equals("/v1/memberships")) {
            address += "?segment=" + names.get("key");
        }
        if (path.endsWith("/content")) {
            by.contentType("text/csv");
        }
        var request =
                method.equals("GET") || method.equals("DELETE") ? by : by.body(BODIES.getOrDefault(toString(), "{}"));
        return request.urlEncodingEnabled(false).request(method, address);
    }

    /// Whether customers may call it by their own tokens.
    boolean isOfCustomers() {
        return path.equals("/v1/me") || path.startsWith("/v1/me/") || path.equals("/v1/whoami");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
