package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the evaluation of segments, tags and layers costs a write: one select for each stratum of rules,
/// however many rules and customers there are.
@KequnTest
class EvaluationCountTest {
    @Inject
    SentStatements statements;

    @Test
    void aStratumOfAllKindsIsOneStatementHoweverLongTheBatch() {
        var shop = TestShop.create();
        publish(shop, "segments/big", Map.of("name", "n", "rule", "amount_spent > 100"), "/publish");
        publish(shop, "layer-sets/value", layers("amount_spent > 100"), "/publish");
        put(shop, "tags/rich", Map.of("name", "n"));
        publish(shop, "tags/rich/rule", Map.of("rule", "amount_spent > 100"), null);

        assertThat(evaluations(shop, 1)).hasSize(1);
        assertThat(evaluations(shop, 100)).hasSize(1).allMatch(sql -> sql.contains("layer_member"));

        publish(shop, "segments/fans", Map.of("name", "n", "rule", "customer_tags CONTAINS 'rich'"), "/publish");
        publish(shop, "layer-sets/fans", layers("IN LAYER 'value' = 'a'"), "/publish");
        assertThat(evaluations(shop, 120)).hasSize(2);
    }

    @Test
    void aShopWithoutTagsByRuleAndLayersReadsNoneOfTheirs() {
        var shop = TestShop.create();
        publish(shop, "segments/big", Map.of("name", "n", "rule", "amount_spent > 100"), "/publish");

        assertThat(evaluations(shop, 100))
                .hasSize(1)
                .noneMatch(sql -> sql.contains("customer_tag") || sql.contains("layer_member"));
    }

    /// The selects that evaluate the rules in the write of so many orders, each of a customer of its own, by
    /// which all of them hold.
    private List<String> evaluations(TestShop shop, int orders) {
        var lines = IntStream.range(0, orders)
                .mapToObj(i -> """
                    {"customer": "n%1$d:%2$d", "source": "n%1$d", "externalId": "%2$d", \
                    "placedAt": "2026-01-05T10:00:00Z", "total": {"amount": "500.00", "currency": "CNY"}}\
                    """.formatted(orders, i))
                .collect(Collectors.joining("\n"));
        RequestSpecification request =
                shop.given().contentType("application/x-ndjson").body(lines.getBytes(StandardCharsets.UTF_8));
        return statements.of(request, call -> call.post("/v1/orders")).stream()
                .filter(sql -> sql.contains("e.should <> "))
                .toList();
    }

    private static Map<String, Object> layers(String rule) {
        return Map.of(
                "name",
                "n",
                "layers",
                List.of(Map.of("key", "a", "name", "n", "rule", rule)),
                "residual",
                Map.of("key", "rest", "name", "n"));
    }

    private static void publish(TestShop shop, String address, Map<String, ?> body, @Nullable String verb) {
        put(shop, address, body);
        if (verb != null) {
            shop.given().post("/v1/" + address + verb).then().statusCode(200);
        }
        Eventually.holds(() -> "ready".equals(shop.given().get("/v1/" + address).path("status")));
    }

    private static void put(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }
}
