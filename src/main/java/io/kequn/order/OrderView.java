package io.kequn.order;

import io.kequn.platform.access.Shop;
import io.kequn.platform.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How rows of orders are read for callers: the columns, with what belongs to each order as JSON, and what becomes of
/// them. Numbers of any length go as texts.
final class OrderView {
    /// Reads `customer_order o` of the shop `$1`.
    static final String COLUMNS = """
        o.id, o.source, o.external_id, o.customer_id, o.placed_at, o.status, o.status_at, o.total, o.refunded, o.amount,
        o.counts, o.test, o.channel, o.store, o.payment_method, o.recorded_at, o.updated_at, o.version,
        (select json_agg(json_build_array(l.line_number, l.product_id, l.name, l.category, l.brand, to_json(l.tags),
             l.quantity::text, l.price, l.amount, l.net_quantity::text, l.net_amount, l.counts) order by l.line_number)
           from order_line l where l.shop_id = $1 and l.order_id = o.id) lines,
        (select json_agg(json_build_array(r.id, r.source, r.external_id, r.amount, r.occurred_at, r.reason,
             (select json_agg(json_build_array(p.line_number, p.quantity::text, p.amount) order by p.line_number)
                from order_refund_line p where p.shop_id = $1 and p.refund_id = r.id)) order by r.id)
           from order_refund r where r.shop_id = $1 and r.order_id = o.id) refunds,
        (select json_agg(json_build_array(e.status, e.occurred_at, e.recorded_at, e.external_id, e.payment_method,
             e.amount, e.carrier, e.tracking_number, e.reason) order by e.occurred_at, e.id)
           from order_status_change e where e.shop_id = $1 and e.order_id = o.id) history\
        """;

    private OrderView() {}

    static Order order(Row row, Shop shop) {
        var currency = shop.currency();
        return new Order(
                row.getUUID("id"),
                row.getString("source"),
                row.getString("external_id"),
                row.getUUID("customer_id"),
                OrderLoad.instant(row, "placed_at"),
                OrderStatus.of(row.getString("status")),
                OrderLoad.instant(row, "status_at"),
                Money.of(row.getLong("total"), currency),
                Money.of(row.getLong("refunded"), currency),
                Money.of(row.getLong("amount"), currency),
                row.getBoolean("counts"),
                row.getBoolean("test"),
                row.getString("channel"),
                row.getString("store"),
                row.getString("payment_method"),
                parts(row.getJsonArray("lines"), part -> line(part, currency)),
                parts(row.getJsonArray("refunds"), part -> refund(part, currency)),
                parts(row.getJsonArray("history"), part -> event(part, currency)),
                OrderLoad.instant(row, "recorded_at"),
                OrderLoad.instant(row, "updated_at"),
                Math.toIntExact(row.getLong("version")));
    }

    private static OrderLine line(JsonArray part, Currency currency) {
        return new OrderLine(
                part.getInteger(0),
                part.getString(1),
                part.getString(2),
                part.getString(3),
                part.getString(4),
                part.getJsonArray(5).stream().map(String.class::cast).toList(),
                quantity(part.getString(6)),
                Money.of(part.getLong(7), currency),
                Money.of(part.getLong(8), currency),
                quantity(part.getString(9)),
                Money.of(part.getLong(10), currency),
                part.getBoolean(11));
    }

    private static Refund refund(JsonArray part, Currency currency) {
        return new Refund(
                UUID.fromString(part.getString(0)),
                part.getString(1),
                part.getString(2),
                Money.of(part.getLong(3), currency),
                instant(part.getString(4)),
                part.getString(5),
                parts(part.getJsonArray(6), line -> refundLine(line, currency)));
    }

    private static RefundLine refundLine(JsonArray part, Currency currency) {
        return new RefundLine(part.getInteger(0), quantity(part.getString(1)), Money.of(part.getLong(2), currency));
    }

    private static OrderEvent event(JsonArray part, Currency currency) {
        return new OrderEvent(
                OrderStatus.of(part.getString(0)),
                instant(part.getString(1)),
                instant(part.getString(2)),
                part.getString(3),
                part.getString(4),
                Money.ofNullable(part.getLong(5), currency),
                part.getString(6),
                part.getString(7),
                part.getString(8));
    }

    private static <T> List<T> parts(@Nullable JsonArray array, Function<JsonArray, T> read) {
        return array == null
                ? List.of()
                : array.stream().map(JsonArray.class::cast).map(read).toList();
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /// Without trailing zeros, whether the order was just written or read.
    static BigDecimal quantity(String text) {
        var stripped = new BigDecimal(text).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
