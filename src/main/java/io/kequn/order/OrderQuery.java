package io.kequn.order;

import io.kequn.platform.access.Shop;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statement of one page: only the conditions that are asked for, so that each has the index it needs.
final class OrderQuery {
    final Shop shop;
    private final StringBuilder conditions = new StringBuilder("o.shop_id = $1");
    final List<@Nullable Object> values = new ArrayList<>();

    OrderQuery(Shop shop) {
        this.shop = shop;
        values.add(shop.id());
    }

    void where(String column, String operator, @Nullable Object value) {
        if (value != null) {
            values.add(value);
            conditions.append(" and %s %s $%d".formatted(column, operator, values.size()));
        }
    }

    void after(Instant placedAt, UUID id) {
        values.add(placedAt.atOffset(ZoneOffset.UTC));
        values.add(id);
        conditions.append(" and (o.placed_at, o.id) < ($%d, $%d)".formatted(values.size() - 1, values.size()));
    }

    /// How many orders there are; before a page is asked for.
    String count() {
        return "select count(*) from customer_order o where " + conditions;
    }

    /// The page is cut out before anything is read of its orders' parts.
    String sql(int rows) {
        values.add(rows);
        return "select " + OrderView.COLUMNS + " from (select o.* from customer_order o where " + conditions
                + " order by o.placed_at desc, o.id desc limit $" + values.size()
                + ") o order by o.placed_at desc, o.id desc";
    }

    void where(OrderReads.Filter filter) {
        where("o.status", "=", filter.status() == null ? null : filter.status().text());
        where("o.source", "=", filter.source());
        where("o.placed_at", ">=", utc(filter.from()));
        where("o.placed_at", "<", utc(filter.to()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
