package io.kequn.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rules of a run, of all kinds and no two alike: a fifth counts or sums orders within a window.
final class BenchRules {
    /// About 18.6 % of the customers.
    static final String RULE_R = "amount_spent > 500 AND number_of_orders >= 5";
    /// Most customers, so that its list has a thousand pages.
    static final String MANY = "many";
    /// Nobody at first; who sends an order of this channel becomes a member.
    static final String PROBE = "probe";

    private static final List<String> COUNTRIES = List.of("US", "CN", "DE", "FR", "GB", "JP", "BR", "IN", "ES", "CA");
    static final int KINDS = 10;

    private BenchRules() {}

    /// The first `count` rules by the keys of their segments.
    static Map<String, String> first(int count) {
        var rules = new LinkedHashMap<String, String>();
        rules.put("rule-r", RULE_R);
        rules.put(MANY, "number_of_orders >= 1");
        rules.put(PROBE, "orders_placed MATCHES (channel = 'probe', date >= -30d)");
        for (int i = 0; rules.size() < count; i++) {
            rules.put("rule-" + i, rule(i % KINDS, i / KINDS));
        }
        var some = new ArrayList<>(rules.entrySet()).subList(0, count);
        var ordered = new LinkedHashMap<String, String>();
        some.forEach(rule -> ordered.put(rule.getKey(), rule.getValue()));
        return ordered;
    }

    /// The `n`-th rule of a kind.
    private static String rule(int kind, int n) {
        return switch (kind) {
            case 0 -> text("amount_spent > %d AND number_of_orders >= %d", 250 + 40 * n, 1 + n % 9);
            case 1 -> text("country IN ('%s', '%s', '%s')", country(n), country(n + 3), country(n + 1 + n / 10));
            case 2 -> text("registered_at >= %d-%02d-01", 2023 + n % 3, 1 + n % 12);
            case 3 -> text("last_order_date IN LAST %dd", 15 + 11 * n);
            case 4 -> text("orders_placed MATCHES (date >= -%dd, count >= %d)", 30 + 15 * n, 1 + n % 3);
            case 5 -> text("customer_tags CONTAINS '%s'", tag(n));
            case 6 -> text("last_order_date AT LEAST %dd AGO AND country != '%s'", 90 + 13 * n, country(n));
            case 7 -> text("age BETWEEN %d AND %d AND average_order_value > %d", 18 + n, 30 + n, 20 + 2 * n);
            case 8 -> text("orders_placed MATCHES (date >= -%dd, sum_amount > %d)", 365 - 8 * n, 100 + 20 * n);
            default ->
                text(
                        "customer_tags CONTAINS ANY ('%s', '%s') AND number_of_orders < %d",
                        tag(n + 4), tag(n + 9), 3 + n);
        };
    }

    static String country(int n) {
        return COUNTRIES.get(n % COUNTRIES.size());
    }

    static String tag(int n) {
        return text("t%02d", 1 + n % Dataset.TAGS);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
