package io.kequn.webhook;

import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A shop with webhooks to a receiver, and customers to whom things happen.
record Hooked(TestShop api) {
    static Hooked shop() {
        return new Hooked(TestShop.create());
    }

    /// A webhook that was made, with its secret.
    record Made(Hooked shop, String id, String secret) {
        JsonPath read() {
            return shop.get("/v1/webhooks/" + id);
        }

        JsonPath deliveries(String query) {
            return shop.get("/v1/webhooks/" + id + "/deliveries" + query);
        }

        /// The state of the latest deliveries, by the type of their events' numbers: the oldest first.
        List<String> states() {
            return deliveries("?limit=200").<String>getList("items.state").reversed();
        }

        JsonPath post(String command, Object body) {
            return shop.api
                    .given()
                    .body(body)
                    .post("/v1/webhooks/" + id + "/" + command)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        void change(Map<String, ?> patch) {
            shop.api.given().body(patch).patch("/v1/webhooks/" + id).then().statusCode(200);
        }
    }

    /// Of tags only, unless `more` says otherwise.
    Made webhook(String url, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("url", url, "filter", Map.of("types", List.of("tag.*"))));
        body.putAll(more);
        var made = api.given()
                .body(body)
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Made(this, made.getString("webhook.id"), made.getString("secret"));
    }

    Made webhook(String url) {
        return webhook(url, Map.of());
    }

    /// Makes customers `pos:a` and so on; gives the id of the last one.
    String customers(String... names) {
        String id = "";
        for (var name : names) {
            id = api.given()
                    .body("{}")
                    .put("/v1/customers/pos:" + name)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("customer.id");
        }
        return id;
    }

    void tags(String... keys) {
        for (var key : keys) {
            api.given().body(Map.of("name", key)).put("/v1/tags/" + key).then().statusCode(201);
        }
    }

    /// One event for each tag, in order.
    void assign(String customer, String... keys) {
        for (var key : keys) {
            api.given()
                    .body("{}")
                    .put("/v1/customers/pos:" + customer + "/tags/" + key)
                    .then()
                    .statusCode(200);
        }
    }

    JsonPath get(String address) {
        return api.given().get(address).then().statusCode(200).extract().jsonPath();
    }
}
