package io.kequn.rule;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Facts as rows of the real tables, in JSON, which PostgreSQL reads back with the types of the columns.
final class FactRows {
    private static final String RECORDED = "1990-01-01T00:00:00Z";

    private final int shop;
    private final Map<String, Integer> tagIds;
    private final JsonArray customers = new JsonArray();
    private final JsonArray tags = new JsonArray();
    private final JsonArray orders = new JsonArray();
    private final JsonArray lines = new JsonArray();
    private final JsonArray events = new JsonArray();
    private final JsonArray members = new JsonArray();
    private final JsonArray layers = new JsonArray();
    private final JsonArray changes = new JsonArray();
    private final JsonArray moments = new JsonArray();

    FactRows(int shop, Map<String, Integer> tagIds) {
        this.shop = shop;
        this.tagIds = tagIds;
    }

    /// Rows by table, in the order in which they are to be written.
    List<Map.Entry<String, JsonArray>> tables() {
        return List.of(
                Map.entry("customer", customers),
                Map.entry("customer_tag", tags),
                Map.entry("customer_order", orders),
                Map.entry("order_line", lines),
                Map.entry("event", events),
                Map.entry("segment_member", members),
                Map.entry("layer_member", layers),
                Map.entry("customer_attribute_history", changes),
                Map.entry("customer_moment", moments));
    }

    /// `state` is 0 active, 1 merged, 2 deleted.
    void add(FactCustomer customer, int state) {
        customers.add(row(customer, state));
        customer.tags().forEach(tag -> tags.add(tag(customer.id(), tag)));
        customer.orders().forEach(order -> add(customer.id(), order));
        customer.since().forEach((key, at) -> changes.add(change(customer.id(), key, at)));
        customer.values().forEach((key, value) -> add(customer.id(), key, value));
        customer.events().forEach(event -> events.add(row(customer.id(), event)));
        customer.segments()
                .forEach(segment ->
                        members.add(member(customer.id()).put("segment_id", TestVocabulary.SEGMENTS.get(segment))));
        customer.layers()
                .forEach((set, layer) -> layers.add(member(customer.id())
                        .put("layer_set_id", TestVocabulary.LAYERS.get(set).id())
                        .put("layer_id", TestVocabulary.LAYERS.get(set).layers().get(layer))));
    }

    /// Of the customer's own dates and instants.
    private void add(UUID customer, String key, Object value) {
        if (key.startsWith("custom.") && (value instanceof LocalDate || value instanceof Instant)) {
            moments.add(new JsonObject()
                    .put("shop_id", shop)
                    .put("customer_id", customer.toString())
                    .put("attribute", key)
                    .put(value instanceof Instant ? "at" : "day", value.toString()));
        }
    }

    /// The end of an earlier value, which is where the present one begins.
    private JsonObject change(UUID customer, String attribute, Instant at) {
        return new JsonObject()
                .put("shop_id", shop)
                .put("customer_id", customer.toString())
                .put("attribute", attribute)
                .put("since", RECORDED)
                .put("until", at.toString())
                .put("recorded_at", RECORDED);
    }

    private JsonObject member(UUID customer) {
        return new JsonObject()
                .put("shop_id", shop)
                .put("customer_id", customer.toString())
                .put("since", RECORDED);
    }

    private JsonObject row(UUID customer, FactEvent event) {
        return new JsonObject()
                .put("shop_id", shop)
                .put("id", event.id().toString())
                .put("customer_id", customer.toString())
                .put("name", event.name())
                .put("occurred_at", event.occurredAt().toString())
                .put("recorded_at", RECORDED)
                .put("source", "test")
                .put("external_id", event.id().toString())
                .put("properties", event.properties())
                .put("content_hash", "\\x00");
    }

    private JsonObject row(FactCustomer customer, int state) {
        var totals = customer.totals();
        var row = new JsonObject()
                .put("shop_id", shop)
                .put("id", customer.id().toString())
                .put("state", state)
                .put("version", 1)
                .put("recorded_at", customer.recordedAt().toString())
                .put("updated_at", RECORDED)
                .put("attribute_since", since(customer))
                .put("email_consent", "unknown")
                .put("sms_consent", "unknown")
                .put("push_consent", "unknown")
                .put("points_balance", 0)
                .put("points_expiring", 0)
                .put("number_of_orders", totals.numberOfOrders())
                .put("amount_spent", totals.amountSpent())
                .put("refunded_amount", totals.refundedAmount())
                .put("average_order_value", totals.averageOrderValue())
                .put("first_order_date", text(totals.firstOrderDate()))
                .put("last_order_date", text(totals.lastOrderDate()))
                .put("days_between_orders", totals.daysBetweenOrders());
        var custom = new JsonObject();
        row.put("consents", consents(customer));
        customer.values().forEach((key, value) -> {
            boolean own = key.startsWith("custom.");
            (own ? custom : row).put(own ? key.substring("custom.".length()) : key, plain(value));
        });
        return row.put("custom", custom);
    }

    private static JsonObject consents(FactCustomer customer) {
        var state = customer.values().get(TestVocabulary.CONSENT);
        return state == null
                ? new JsonObject()
                : new JsonObject().put("profiling.general", new JsonObject().put("state", state));
    }

    private static JsonObject since(FactCustomer customer) {
        var since = new JsonObject();
        customer.since().forEach((key, at) -> since.put(key, ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        return since;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Set<?> set -> new JsonArray(List.copyOf(set));
            case Boolean truth -> truth;
            case BigDecimal number -> number;
            case FactPlace place -> "(" + place.longitude() + "," + place.latitude() + ")";
            default -> value.toString();
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private JsonObject tag(UUID customer, String tag) {
        return new JsonObject()
                .put("shop_id", shop)
                .put("customer_id", customer.toString())
                .put("tag_id", tagIds.get(tag))
                .put("source", "api")
                .put("assigned_at", RECORDED)
                .put("recorded_at", RECORDED);
    }

    private void add(UUID customer, FactOrder order) {
        orders.add(new JsonObject()
                .put("shop_id", shop)
                .put("id", order.id().toString())
                .put("source", "test")
                .put("external_id", order.id().toString())
                .put("customer_id", customer.toString())
                .put("placed_at", order.placedAt().toString())
                .put("recorded_at", RECORDED)
                .put("updated_at", RECORDED)
                .put("version", 1)
                .put("total", order.total())
                .put("refunded", order.refunded())
                .put("amount", order.amount())
                .put("counts", order.counts())
                .put("status", order.status())
                .put("status_at", order.placedAt().toString())
                .put("channel", order.channel())
                .put("store", order.store())
                .put("test", order.test())
                .put("content_hash", "\\x00"));
        for (int i = 0; i < order.lines().size(); i++) {
            lines.add(row(order, i + 1, order.lines().get(i)));
        }
    }

    private JsonObject row(FactOrder order, int number, FactLine line) {
        return new JsonObject()
                .put("shop_id", shop)
                .put("order_id", order.id().toString())
                .put("line_number", number)
                .put("product_id", line.productId())
                .put("name", line.name())
                .put("category", line.category())
                .put("brand", line.brand())
                .put("tags", new JsonArray(List.copyOf(line.tags())))
                .put("quantity", line.quantity())
                .put("price", line.price())
                .put("amount", line.amount())
                .put("refunded_quantity", line.refundedQuantity())
                .put("refunded_amount", line.refundedAmount())
                .put("net_quantity", line.netQuantity())
                .put("net_amount", line.netAmount())
                .put("counts", order.countingLines().contains(line));
    }
}
