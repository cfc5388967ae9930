package io.kequn.order;

import static io.kequn.rule.ValueType.INSTANT;
import static io.kequn.rule.ValueType.MONEY;
import static io.kequn.rule.ValueType.NUMBER;
import static io.kequn.rule.ValueType.STRING;

import io.kequn.customer.VocabularyPart;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Facts;
import io.kequn.rule.GroupedSource;
import io.kequn.rule.GroupedSource.Shown;
import io.kequn.rule.RuleFunction;
import io.kequn.rule.VocabularyBuilder;
import jakarta.inject.Singleton;

/// What rules can ask about orders: `orders_placed` reads orders that count, or all with the status asked for;
/// `products_purchased` reads the lines of orders that count, less what was refunded.
@Singleton
class OrderVocabulary implements VocabularyPart {
    private static final GroupedSource ORDERS = GroupedSource.of("order", "customer_order o")
            .keyedBy("o.shop_id", "o.customer_id")
            .reading(Facts.ORDER)
            .at("o.placed_at")
            .showing(new Shown("o.id", "o.source || ':' || o.external_id", "o.amount"));
    private static final GroupedSource LINES = GroupedSource.of(
                    "order_line", "customer_order o join order_line l on l.shop_id = o.shop_id and l.order_id = o.id")
            .keyedBy("o.shop_id", "o.customer_id")
            .reading(Facts.ORDER)
            .at("o.placed_at")
            .timesIn("customer_order o")
            .showing(new Shown("o.id", "l.product_id", "l.net_amount"));

    private static final RuleFunction ORDERS_PLACED = RuleFunction.over("orders_placed", ORDERS)
            .with("date", INSTANT, "o.placed_at")
            .withAggregates("amount", MONEY, "o.amount")
            .withAggregates("channel", STRING, "o.channel")
            .withAggregates("store", STRING, "o.store")
            .withAggregates("source", STRING, "o.source")
            .withAggregates("payment_method", STRING, "o.payment_method")
            .with("status", STRING, "o.status")
            .only("o.counts", "status");
    private static final RuleFunction PRODUCTS_PURCHASED = RuleFunction.over("products_purchased", LINES)
            .withAggregates("id", STRING, "l.product_id")
            .withAggregates("category", STRING, "l.category")
            .withAggregates("brand", STRING, "l.brand")
            .with("name", STRING, "l.name")
            .withSet("tag", "l.tags")
            .with("date", INSTANT, "o.placed_at")
            .withAggregates("price", MONEY, "l.price")
            .withAggregates("quantity", NUMBER, "l.net_quantity")
            .withAggregates("amount", MONEY, "l.net_amount")
            .only("l.counts", null);

    @Override
    public void addTo(VocabularyBuilder builder, Shop shop) {
        builder.function(ORDERS_PLACED).function(PRODUCTS_PURCHASED);
    }
}
