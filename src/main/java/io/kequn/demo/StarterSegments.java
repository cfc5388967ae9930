package io.kequn.demo;

import io.kequn.segment.NewSegment;
import java.util.List;

/// The segments that a retail merchant begins with.
final class StarterSegments {
    static final List<NewSegment> ALL = List.of(
            segment("high-spend", "高消费", "Spent more than 5,000", "amount_spent > 5000"),
            segment("loyal", "忠实", "At least five orders", "number_of_orders >= 5"),
            segment("new", "新", "Exactly one order", "number_of_orders = 1"),
            segment(
                    "dormant",
                    "沉睡",
                    "Last order at least 90 and less than 180 days ago",
                    "last_order_date AT LEAST 90d AGO AND NOT last_order_date AT LEAST 180d AGO"),
            segment("lost", "流失", "Last order at least 180 days ago", "last_order_date AT LEAST 180d AGO"));

    private StarterSegments() {}

    private static NewSegment segment(String key, String name, String description, String rule) {
        return new NewSegment(key, name, description, null, rule, null);
    }
}
