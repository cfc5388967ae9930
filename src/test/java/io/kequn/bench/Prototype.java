package io.kequn.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The plainest statement that decides the same rules, written by hand for these alone: one row per customer,
/// one grouped row per source, each rule a column of an array beside what is stored. No decisions of people, no
/// tags by rule, no comparison; every constant is in the text. Nothing that is done for any rule can be much
/// cheaper.
final class Prototype {
    private final int shop;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final List<String> conditions = new ArrayList<>();
    private final TreeSet<String> columns = new TreeSet<>();

    private Prototype(int shop) {
        this.shop = shop;
    }

    /// For the customers of its only parameter.
    static String of(int shop, int rules) {
        var prototype = new Prototype(shop);
        prototype.conditions.add("c.amount_spent > 50000 and c.number_of_orders >= 5");
        prototype.conditions.add("c.number_of_orders >= 1");
        prototype.conditions.add(prototype.orders("count(*) filter (where o.channel = 'probe' and %s)", 30) + " > 0");
        for (int i = 0; prototype.conditions.size() < rules; i++) {
            prototype.conditions.add(prototype.condition(i % BenchRules.KINDS, i / BenchRules.KINDS));
        }
        return prototype.sql();
    }

    private String condition(int kind, int n) {
        return switch (kind) {
            case 0 -> text("c.amount_spent > %d00 and c.number_of_orders >= %d", 250 + 40 * n, 1 + n % 9);
            case 1 ->
                text(
                        "c.country in ('%s', '%s', '%s')",
                        BenchRules.country(n), BenchRules.country(n + 3), BenchRules.country(n + 1 + n / 10));
            case 2 -> text("c.registered_at >= '%d-%02d-01'", 2023 + n % 3, 1 + n % 12);
            case 3 -> "c.last_order_date >= " + ago(15 + 11 * n);
            case 4 -> orders("count(*) filter (where %s)", 30 + 15 * n) + " >= " + (1 + n % 3);
            case 5 -> text("t.tags @> array['%s']", BenchRules.tag(n));
            case 6 -> "c.last_order_date < " + ago(90 + 13 * n) + text(" and c.country <> '%s'", BenchRules.country(n));
            case 7 ->
                text(
                        "c.birth_date between date '%s' and date '%s' and c.average_order_value > %d00",
                        today.minusYears(31 + n).plusDays(1), today.minusYears(18 + n), 20 + 2 * n);
            case 8 -> orders("sum(o.amount) filter (where %s)", 365 - 8 * n) + text(" > %d00", 100 + 20 * n);
            default ->
                text(
                        "t.tags && array['%s', '%s'] and c.number_of_orders < %d",
                        BenchRules.tag(n + 4), BenchRules.tag(n + 9), 3 + n);
        };
    }

    /// A column of the grouped row of orders, of those since that many days.
    private String orders(String column, int days) {
        var sql = text(column, "o.placed_at >= " + ago(days));
        columns.add(sql);
        return "o." + name(sql);
    }

    private static String name(String column) {
        return "a" + Integer.toHexString(column.hashCode());
    }

    private String ago(int days) {
        return "timestamptz '" + today.minusDays(days) + "T00:00Z'";
    }

    private String sql() {
        var rules = new ArrayList<String>();
        for (int i = 0; i < conditions.size(); i++) {
            rules.add(text("case when %s then %d end", conditions.get(i), i + 1));
        }
        var sums =
                columns.stream().map(column -> column + " as " + name(column)).toList();
        return """
                select c.id, array_remove(array[%1$s], null) as should, m.held
                from customer c
                left join (
                  select o.customer_id, %2$s
                  from customer_order o
                  where o.shop_id = %3$d and o.customer_id = any($1::uuid[]) and o.counts
                  group by o.customer_id
                ) o on o.customer_id = c.id
                left join (
                  select ct.customer_id, array_agg(t.key) as tags
                  from customer_tag ct join tag t on t.id = ct.tag_id
                  where ct.shop_id = %3$d and ct.customer_id = any($1::uuid[])
                  group by ct.customer_id
                ) t on t.customer_id = c.id
                left join (
                  select m.customer_id, array_agg(m.segment_id) as held
                  from segment_member m
                  where m.shop_id = %3$d and m.customer_id = any($1::uuid[])
                  group by m.customer_id
                ) m on m.customer_id = c.id
                where c.shop_id = %3$d and c.id = any($1::uuid[])\
                """.formatted(String.join(",\n", rules), String.join(",\n", sums), shop);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
