package io.kequn.platform.graphql;

import static io.restassured.RestAssured.given;

import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/// Sends GraphQL requests as the tests' caller.
final class Api {
    static final String JSON = "application/json";
    static final String RESPONSE = "application/graphql-response+json";

    private static final String KEY = TestShop.PLATFORM_KEY;

    private Api() {}

    static RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + KEY);
    }

    /// A query whose faults answer 200, as clients of `application/json` expect.
    static ValidatableResponse query(String query) {
        return caller().contentType(JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .then();
    }

    /// A query whose faults show in the status.
    static ValidatableResponse strict(String query) {
        return caller().contentType(JSON)
                .accept(RESPONSE)
                .body(Map.of("query", query))
                .post("/graphql")
                .then();
    }

    static ValidatableResponse post(String body) {
        return caller().contentType(JSON).body(body).post("/graphql").then();
    }
}
