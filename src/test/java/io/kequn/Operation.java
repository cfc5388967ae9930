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

    /// With the names in the place of the path's parameters.
    Response call(RequestSpecification by, Map<String, String> names) {
        var address = path;
        for (var name : names.entrySet()) {
            address = address.replace("{" + name.getKey() + "}", name.getValue());
        }
        var request = method.equals("GET") || method.equals("DELETE") ? by : by.body("{}");
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
