package io.kequn.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.kequn.rule.FactCustomer;
import io.kequn.rule.FactEvent;
import io.kequn.rule.FactLine;
import io.kequn.rule.FactOrder;
import io.kequn.rule.TestVocabulary;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The active customers of a shop with the facts in its tables, and nothing of what the service derives from them:
/// neither totals nor what counts.
record StoredFacts(List<FactCustomer> customers) {
    private static final List<String> INSTANTS = List.of("registered_at", "last_seen_at");
    private static final List<String> TEXTS = List.of(
            "country",
            "region",
            "city",
            "district",
            "language",
            "gender",
            "occupation",
            "income_band",
            "email_domain",
            "phone_country",
            "account_status",
            "acquisition_channel",
            "email_consent",
            "sms_consent",
            "push_consent");

    /// The shop's own attributes that it reads, with their types.
    static final Map<String, String> ATTRIBUTES = Map.of(
            "shoe", "string",
            "size", "number",
            "vegan", "boolean",
            "wedding", "date",
            "visit", "instant",
            "interests", "set");

    static StoredFacts read(StoredShop shop) {
        var tagKeys = shop.tagKeys();
        var tags = shop.table("customer_tag", "tag_id").stream()
                .filter(row -> !row.get("source").textValue().equals("rule"))
                .collect(Collectors.groupingBy(
                        row -> StoredShop.uuid(row, "customer_id"),
                        Collectors.mapping(
                                row -> tagKeys.getOrDefault(row.get("tag_id").intValue(), "?"), Collectors.toSet())));
        var refunds = shop.table("order_refund", "id");
        var orders = orders(shop, refunds);
        var events = shop.table("event", "id").stream()
                .collect(Collectors.groupingBy(
                        row -> StoredShop.uuid(row, "customer_id"),
                        Collectors.mapping(StoredFacts::event, Collectors.toList())));
        var standalone = refunds.stream()
                .filter(row -> row.get("order_id").isNull())
                .collect(Collectors.groupingBy(
                        row -> StoredShop.uuid(row, "customer_id"),
                        Collectors.mapping(row -> row.get("amount").longValue(), Collectors.toList())));
        return new StoredFacts(shop.table("customer", "id").stream()
                .filter(row -> row.get("state").intValue() == 0)
                .map(row -> {
                    var id = StoredShop.uuid(row, "id");
                    var customer = new FactCustomer(
                            id,
                            values(row),
                            tags.getOrDefault(id, Set.of()),
                            orders.getOrDefault(id, List.of()),
                            standalone.getOrDefault(id, List.of()));
                    return customer.recorded(instant(row.get("recorded_at").textValue()), since(row))
                            .did(events.getOrDefault(id, List.of()));
                })
                .toList());
    }

    private static FactEvent event(JsonNode row) {
        return new FactEvent(
                StoredShop.uuid(row, "id"),
                row.get("name").textValue(),
                instant(row.get("occurred_at").textValue()),
                properties(row.get("properties")));
    }

    private static JsonObject properties(JsonNode json) {
        var properties = new JsonObject();
        json.properties().forEach(entry -> properties.put(entry.getKey(), property(entry.getValue())));
        return properties;
    }

    private static @Nullable Object property(JsonNode json) {
        return switch (json.getNodeType()) {
            case NUMBER -> json.decimalValue();
            case BOOLEAN -> json.booleanValue();
            case ARRAY ->
                new JsonArray(json.valueStream().map(StoredFacts::property).toList());
            case NULL -> null;
            default -> json.textValue();
        };
    }

    private static Map<UUID, List<FactOrder>> orders(StoredShop shop, List<JsonNode> refunds) {
        var lines = shop.table("order_line", "order_id, line_number").stream()
                .collect(Collectors.groupingBy(row -> StoredShop.uuid(row, "order_id")));
        var refundLines = shop.table("order_refund_line", "refund_id, line_number").stream()
                .collect(Collectors.groupingBy(row -> StoredShop.uuid(row, "refund_id")));
        Map<UUID, List<JsonNode>> ofOrder = refunds.stream()
                .filter(row -> !row.get("order_id").isNull())
                .collect(Collectors.groupingBy(row -> StoredShop.uuid(row, "order_id")));
        Map<UUID, List<FactOrder>> orders = new HashMap<>();
        for (var row : shop.table("customer_order", "id")) {
            var id = StoredShop.uuid(row, "id");
            var back = ofOrder.getOrDefault(id, List.of());
            var backLines = new ArrayList<JsonNode>();
            back.forEach(
                    refund -> backLines.addAll(refundLines.getOrDefault(StoredShop.uuid(refund, "id"), List.of())));
            var order = order(id, row, back, lines.getOrDefault(id, List.of()), backLines);
            orders.computeIfAbsent(StoredShop.uuid(row, "customer_id"), none -> new ArrayList<>())
                    .add(order);
        }
        return orders;
    }

    private static FactOrder order(
            UUID id, JsonNode row, List<JsonNode> refunds, List<JsonNode> lines, List<JsonNode> refundLines) {
        long total = row.get("total").longValue();
        long refunded = refunds.stream()
                .mapToLong(refund -> refund.get("amount").longValue())
                .sum();
        return new FactOrder(
                id,
                instant(row.get("placed_at").textValue()),
                row.get("status").textValue(),
                row.get("test").booleanValue(),
                total,
                Math.min(total, refunded),
                text(row, "channel"),
                text(row, "store"),
                lines.stream().map(line -> line(line, refundLines)).toList());
    }

    private static FactLine line(JsonNode row, List<JsonNode> refundLines) {
        var mine = refundLines.stream()
                .filter(part -> part.get("line_number").equals(row.get("line_number")))
                .toList();
        var quantity = row.get("quantity").decimalValue();
        long amount = row.get("amount").longValue();
        var returned =
                mine.stream().map(part -> part.get("quantity").decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
        long back =
                mine.stream().mapToLong(part -> part.get("amount").longValue()).sum();
        var tags = new HashSet<String>();
        row.get("tags").forEach(tag -> tags.add(tag.textValue()));
        return new FactLine(
                row.get("product_id").textValue(),
                text(row, "name"),
                text(row, "category"),
                text(row, "brand"),
                tags,
                quantity,
                row.get("price").longValue(),
                amount,
                returned.min(quantity),
                Math.min(back, amount));
    }

    private static Map<String, Object> values(JsonNode row) {
        var values = new HashMap<String, Object>();
        TEXTS.forEach(key -> put(values, key, row.get(key), JsonNode::textValue));
        INSTANTS.forEach(key -> put(values, key, row.get(key), node -> instant(node.textValue())));
        put(values, "birth_date", row.get("birth_date"), node -> LocalDate.parse(node.textValue()));
        var consent = row.get("consents").path("profiling.general").path("state");
        values.put(TestVocabulary.CONSENT, consent.asText("unknown"));
        var custom = row.get("custom");
        put(values, "custom.shoe", custom.get("shoe"), JsonNode::textValue);
        put(values, "custom.size", custom.get("size"), JsonNode::decimalValue);
        put(values, "custom.vegan", custom.get("vegan"), JsonNode::booleanValue);
        put(values, "custom.wedding", custom.get("wedding"), node -> LocalDate.parse(node.textValue()));
        put(values, "custom.visit", custom.get("visit"), StoredFacts::ofMicros);
        put(values, "custom.interests", custom.get("interests"), StoredFacts::set);
        return values;
    }

    private static Map<String, Instant> since(JsonNode row) {
        var since = new HashMap<String, Instant>();
        for (var entry : row.get("attribute_since").properties()) {
            since.put(entry.getKey(), ofMicros(entry.getValue()));
        }
        return since;
    }

    private static Instant ofMicros(JsonNode micros) {
        return Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS);
    }

    private static void put(
            Map<String, Object> values, String key, @Nullable JsonNode node, Function<JsonNode, Object> read) {
        if (node != null && !node.isNull()) {
            values.put(key, read.apply(node));
        }
    }

    private static Set<String> set(JsonNode array) {
        var set = new HashSet<String>();
        array.forEach(element -> set.add(element.textValue()));
        return set;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable String text(JsonNode row, String column) {
        return row.get(column).textValue();
    }
}
