package io.kequn.explanation;

import io.kequn.TestShop;
import io.kequn.evaluation.StoredShop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes, cancels and refunds orders as an explanation names them.
final class NamedOrders {
    private final TestShop shop;
    private final StoredShop stored;
    private final AtomicInteger made = new AtomicInteger();

    NamedOrders(TestShop shop, StoredShop stored) {
        this.shop = shop;
        this.stored = stored;
    }

    @SuppressWarnings("unchecked")
    boolean function(String customer, String name, Map<String, Object> change) {
        int count = Integer.parseInt((String) change.get("by"));
        var properties = new LinkedHashMap<String, String>();
        ((List<Map<String, String>>) change.get("properties"))
                .forEach(property -> properties.put(property.get("name"), property.get("value")));
        if (count < 0) {
            return change.get("properties") instanceof List<?> orders && cancelled((List<Map<String, String>>) orders);
        }
        if (name.equals("orders_placed")) {
            boolean all = true;
            for (int i = 0; i < count && all; i++) {
                all = NamedChanges.done(
                        shop.given().body(order(customer, properties)).post("/v1/orders"));
            }
            return all;
        }
        return name.equals("products_purchased") && purchase(customer, count, properties);
    }

    private boolean purchase(String customer, int count, Map<String, String> properties) {
        var line = new LinkedHashMap<String, Object>();
        line.put("productId", properties.getOrDefault("id", "77"));
        for (var field : List.of("name", "category", "brand")) {
            if (properties.containsKey(field)) {
                line.put(field, properties.get(field));
            }
        }
        if (properties.containsKey("tag")) {
            line.put("tags", List.of(properties.get("tag")));
        }
        line.put("quantity", new BigDecimal(properties.getOrDefault("quantity", "1")));
        line.put("price", money(properties.getOrDefault("price", "1.00")));
        line.put("amount", money(properties.getOrDefault("amount", "1.00")));
        var order = order(customer, Map.of());
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < count; i++) {
            lines.add(line);
        }
        order.put("lines", lines);
        return NamedChanges.done(shop.given().body(order).post("/v1/orders"));
    }

    private Map<String, Object> order(String customer, Map<String, String> properties) {
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", customer);
        order.put("source", "made");
        order.put("externalId", "made-" + made.incrementAndGet());
        order.put("placedAt", shop.given().get("/v1/shop/clock").path("now"));
        order.put("total", money(properties.getOrDefault("amount", "1.00")));
        for (var field : List.of("channel", "store", "status")) {
            if (properties.containsKey(field)) {
                order.put(field, properties.get(field));
            }
        }
        return order;
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    boolean totals(String customer, Map<String, BigDecimal> by) {
        if (by.isEmpty()) {
            return true;
        }
        if (by.containsKey("refunded_amount")) {
            var refund = Map.of(
                    "source",
                    "desk",
                    "externalId",
                    "made-" + made.incrementAndGet(),
                    "occurredAt",
                    shop.given().get("/v1/shop/clock").path("now"),
                    "amount",
                    money(by.get("refunded_amount").toPlainString()));
            return NamedChanges.done(shop.given().body(refund).post("/v1/customers/" + customer + "/refunds"));
        }
        int orders = by.getOrDefault("number_of_orders", BigDecimal.ONE).intValueExact();
        if (orders < 0) {
            return cancel(customer, -orders);
        }
        var amount = by.containsKey("amount_spent")
                ? by.get("amount_spent").divide(BigDecimal.valueOf(orders)).toPlainString()
                : "1.00";
        boolean all = true;
        for (int i = 0; i < orders && all; i++) {
            all = NamedChanges.done(
                    shop.given().body(order(customer, Map.of("amount", amount))).post("/v1/orders"));
        }
        return all;
    }

    private boolean cancelled(List<Map<String, String>> orders) {
        String now = shop.given().get("/v1/shop/clock").path("now");
        return orders.stream()
                .allMatch(order -> NamedChanges.done(shop.given()
                        .body(Map.of("occurredAt", now))
                        .post("/v1/orders/" + order.get("value") + "/cancellation")));
    }

    private boolean cancel(String customer, int count) {
        var theirs = stored.table("customer_order", "id").stream()
                .filter(row -> row.get("customer_id").textValue().equals(customer)
                        && row.get("counts").booleanValue())
                .limit(count)
                .toList();
        String now = shop.given().get("/v1/shop/clock").path("now");
        return theirs.stream()
                .allMatch(row -> NamedChanges.done(shop.given()
                        .body(Map.of("occurredAt", now))
                        .post("/v1/orders/" + row.get("source").textValue() + ":"
                                + row.get("external_id").textValue() + "/cancellation")));
    }
}
