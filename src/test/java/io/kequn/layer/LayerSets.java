package io.kequn.layer;

import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What tests of layer sets do again and again.
public record LayerSets(TestShop shop) {
    /// Each layer is written as `key: rule`; the last one takes the rest.
    public ValidatableResponse put(String set, List<String> layers, String residual) {
        var specs = layers.stream()
                .map(layer -> layer.split(": ", 2))
                .map(layer -> Map.of("key", layer[0], "name", layer[0], "rule", layer[1]))
                .toList();
        var body = Map.of("name", set, "layers", specs, "residual", Map.of("key", residual, "name", residual));
        return shop.given().body(body).put("/v1/layer-sets/" + set).then();
    }

    /// Publishes the layers and waits until everyone is in one.
    public void publish(String set, List<String> layers, String residual) {
        put(set, layers, residual).statusCode(oneOf(200, 201));
        publishDraft(set);
    }

    public void publishDraft(String set) {
        verb(set, "publish").statusCode(200);
        ready(set);
    }

    void ready(String set) {
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/layer-sets/" + set).path("status")));
    }

    public ValidatableResponse verb(String set, String verb) {
        return shop.given().post("/v1/layer-sets/" + set + "/" + verb).then();
    }

    /// The customer's layers as `set=layer`.
    public List<String> of(String customer) {
        var answer = shop.given().get("/v1/customers/" + customer + "/layers").jsonPath();
        List<String> keys = answer.getList("items.set");
        List<String> layers = answer.getList("items.layer");
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i) + "=" + layers.get(i))
                .toList();
    }

    String since(String customer) {
        return shop.given().get("/v1/customers/" + customer + "/layers").path("items[0].since");
    }
}
