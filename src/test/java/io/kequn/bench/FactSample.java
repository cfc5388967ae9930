package io.kequn.bench;

import io.kequn.rule.FactCustomer;
import io.kequn.rule.FactOrder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A customer with the facts that the benchmark's rules read, and what is stored of what rules decide; nothing
/// that the service derives from the facts.
record FactSample(FactCustomer customer, Set<Integer> decided) {
    private static final int SIZE = 2_000;
    private static final String READ = """
        select json_build_object('id', c.id, 'country', c.country, 'born', c.birth_date, 'registered', c.registered_at,
          'tags', array(select t.key from customer_tag ct join tag t on t.id = ct.tag_id where ct.customer_id = c.id),
          'decided', array(select d.number from (%s) d where d.shop_id = c.shop_id and d.customer_id = c.id),
          'orders', (select json_agg(json_build_object('id', o.id, 'placed', o.placed_at, 'status', o.status,
             'test', o.test, 'total', o.total, 'refunded', o.refunded, 'channel', o.channel))
           from customer_order o where o.shop_id = c.shop_id and o.customer_id = c.id))
        from customer c where c.state = 0 order by md5(c.id::text) limit %d
        """;

    static List<FactSample> read(Stage stage) throws SQLException {
        var samples = new ArrayList<FactSample>();
        try (var statement = stage.owner().connection().createStatement();
                var rows = statement.executeQuery(READ.formatted(Truth.STORED, SIZE))) {
            while (rows.next()) {
                samples.add(of(new JsonObject(rows.getString(1))));
            }
        }
        return samples;
    }

    private static FactSample of(JsonObject row) {
        Map<String, Object> values = new HashMap<>();
        put(values, "country", row.getString("country"), text -> text);
        put(values, "birth_date", row.getString("born"), LocalDate::parse);
        put(values, "registered_at", row.getString("registered"), FactSample::instant);
        var tags = row.getJsonArray("tags").stream().map(Object::toString).collect(Collectors.toSet());
        var decided =
                row.getJsonArray("decided").stream().map(Integer.class::cast).collect(Collectors.toSet());
        var customer = new FactCustomer(
                UUID.fromString(row.getString("id")), values, tags, orders(row.getJsonArray("orders")), List.of());
        return new FactSample(customer, decided);
    }

    private static void put(
            Map<String, Object> values, String key, @Nullable String text, Function<String, Object> read) {
        if (text != null) {
            values.put(key, read.apply(text));
        }
    }

    private static List<FactOrder> orders(@Nullable JsonArray rows) {
        return rows == null
                ? List.of()
                : rows.stream().map(row -> order((JsonObject) row)).toList();
    }

    private static FactOrder order(JsonObject row) {
        return new FactOrder(
                UUID.fromString(row.getString("id")),
                instant(row.getString("placed")),
                row.getString("status"),
                row.getBoolean("test"),
                row.getLong("total"),
                row.getLong("refunded"),
                row.getString("channel"),
                null,
                List.of());
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
