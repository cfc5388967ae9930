package io.kequn.customer;

import io.kequn.customer.CustomerSort.By;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleFilter;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The statements of one list. First come the ids of the page, then their customers. Where the first sort key can be
/// missing, those that have it and those that do not are two selects, each in the order of the index.
final class CustomerListSql {
    private final CustomerSort sort;
    private final List<Object> values = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private String joins = "";

    CustomerListSql(int shop, CustomerSort sort) {
        this.sort = sort;
        values.add(shop);
        conditions.add("c.shop_id = $1 and c.state = 0");
    }

    /// Only customers whose e-mail address or phone number has one of the digests.
    void found(CustomerField field, Buffer[] digests) {
        conditions.add("c." + PersonalData.indexColumn(field) + " = any(" + bind(digests) + ")");
    }

    int firstFree() {
        return values.size() + 1;
    }

    void filter(RuleFilter filter, EvaluationTime time) {
        values.addAll(filter.values(time));
        joins = filter.joins();
        conditions.add(filter.predicate());
    }

    record Statement(String sql, Tuple values) {}

    Statement count() {
        return new Statement("select count(*) from customer c " + joins + where(List.of()), tuple());
    }

    /// The customers after the position of a cursor, which is empty on the first page: the values of the sort keys, ""
    /// for a missing one, and the id.
    Statement page(List<String> position, int rows) {
        var after = after(position);
        var limit = bind((long) rows);
        var sql = "select " + CustomerView.COLUMNS + shown() + "\nfrom (" + parts(position, after, limit)
                + ") ids\njoin customer c on c.shop_id = $1 and c.id = ids.id\norder by ids.part"
                + order("ids.s", "c.id")
                + " limit " + limit;
        return new Statement(sql, tuple());
    }

    private String shown() {
        var shown = new StringBuilder();
        for (int i = 0; i < sort.keys().size(); i++) {
            shown.append(", ids.s").append(i);
        }
        return shown.toString();
    }

    private String parts(List<String> position, List<String> after, String limit) {
        if (sort.keys().isEmpty() || !sort.keys().getFirst().key().nullable()) {
            return part(0, after, limit);
        }
        var first = sort.keys().getFirst().key().column();
        var without = part(1, and(after, first + " is null"), limit);
        return !position.isEmpty() && position.getFirst().isEmpty()
                ? without
                : "(" + part(0, and(after, first + " is not null"), limit) + ") union all (" + without + ")";
    }

    private static List<String> and(List<String> conditions, String more) {
        var all = new ArrayList<>(conditions);
        all.add(more);
        return all;
    }

    private String part(int part, List<String> more, String limit) {
        var select = new StringBuilder("select c.id, " + part + " part");
        var names = new ArrayList<String>();
        for (int i = 0; i < sort.keys().size(); i++) {
            select.append(", ")
                    .append(sort.keys().get(i).key().column())
                    .append(" s")
                    .append(i);
        }
        for (var by : sort.keys()) {
            names.add(by.key().column()
                    + by.direction()
                    + (by.key().nullable() && names.size() > 0 ? " nulls last" : ""));
        }
        names.add("c.id" + (sort.isIdDescending() ? " desc" : ""));
        return select + " from customer c " + joins + where(more) + " order by " + String.join(", ", names) + " limit "
                + limit;
    }

    private String order(String prefix, String id) {
        var order = new StringBuilder();
        for (int i = 0; i < sort.keys().size(); i++) {
            order.append(", ")
                    .append(prefix)
                    .append(i)
                    .append(sort.keys().get(i).direction())
                    .append(" nulls last");
        }
        return order + ", " + id + (sort.isIdDescending() ? " desc" : "");
    }

    private String where(List<String> more) {
        var all = new ArrayList<>(conditions);
        all.addAll(more);
        return " where " + String.join(" and ", all);
    }

    /// Strictly after the position, and for a single key the bound that lets an index begin there.
    private List<String> after(List<String> position) {
        if (position.isEmpty()) {
            return List.of();
        }
        var id = "c.id " + (sort.isIdDescending() ? "<" : ">") + " " + bind(UUID.fromString(position.getLast()));
        var condition = id;
        var bounds = new ArrayList<String>();
        for (int i = sort.keys().size() - 1; i >= 0; i--) {
            var by = sort.keys().get(i);
            var text = position.get(i);
            condition = text.isEmpty()
                    ? "(" + by.key().column() + " is null and " + condition + ")"
                    : after(by, bind(by.key().value(text)) + "::" + by.key().type(), condition);
            if (i == 0 && !text.isEmpty() && !by.key().nullable()) {
                bounds.add(by.key().column() + (by.descending() ? " <= $" : " >= $") + values.size());
            }
        }
        bounds.add(condition);
        return bounds;
    }

    private static String after(By by, String value, String tie) {
        var column = by.key().column();
        var further = column + (by.descending() ? " < " : " > ") + value;
        var missing = by.key().nullable() ? " or " + column + " is null" : "";
        return "(" + further + missing + " or (" + column + " = " + value + " and " + tie + "))";
    }

    private String bind(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    private Tuple tuple() {
        return Sql.tuple(values.toArray());
    }
}
