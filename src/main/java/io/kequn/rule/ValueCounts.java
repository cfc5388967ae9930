package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which values customers have of something that rules ask about, and how many customers have each, the most
/// frequent first: for those who write a rule and look for what to compare with. Only texts and keys, one or a
/// set of them, have values to tell.
///
/// Of whom they are told is the caller's to say, so that the caller bounds what it costs.
public final class ValueCounts {
    /// What comes before the own parameters: shop, beginning of the value, values in any case, limit.
    private static final int FIRST_FREE = 5;

    private final String fact;
    private final List<Object> values = new ArrayList<>();
    private String held = "null";
    private String value = "looked.held";
    private String join = "";

    private ValueCounts(String fact) {
        this.fact = fact;
    }

    /// Whether an attribute's values are told.
    static boolean tells(Attribute attribute) {
        return isWord(attribute.type()) && !attribute.isHidden();
    }

    /// Whether a parameter's values are told; of a property only if its type is declared.
    static boolean tells(RowParameter parameter) {
        return isWord(parameter.type()) && !parameter.isFree();
    }

    private static boolean isWord(ValueType type) {
        return type == ValueType.STRING || type == ValueType.KEY;
    }

    /// Those of an attribute; empty if it does not tell any.
    public static Optional<ValueCounts> of(Attribute attribute) {
        if (!tells(attribute)) {
            return Optional.empty();
        }
        var counts = new ValueCounts(attribute.fact());
        switch (attribute.storage()) {
            case Attribute.Storage.Column column -> counts.held = column.sql();
            case Attribute.Storage.JsonArray array -> {
                counts.held = array.sql();
                counts.each("jsonb_array_elements_text(property_array(looked.held))");
            }
            case Attribute.Storage.Rows rows -> {
                counts.rows(rows.source(), "");
                counts.value = rows.element();
            }
            case Attribute.Storage.OneRow row -> {
                counts.rows(row.source(), "");
                counts.value = row.sql();
            }
            case Attribute.Storage.Digest digest -> throw Comparisons.unfit(digest);
            case Attribute.Storage.Latest latest -> throw Comparisons.unfit(latest);
            case Attribute.Storage.AgeSince age -> throw Comparisons.unfit(age);
            case Attribute.Storage.Point point -> throw Comparisons.unfit(point);
        }
        return Optional.of(counts);
    }

    /// Those of a parameter of a function, of events of one kind if one is named; empty if it does not tell any.
    public static Optional<ValueCounts> of(RuleFunction function, String parameter, @Nullable String kind) {
        Set<String> kinds = kind == null ? function.kindsOf(List.of()) : Set.of(kind);
        return function.row(parameter, kinds)
                .filter(ValueCounts::tells)
                .map(row -> new ValueCounts(function.source().fact()).of(function, row, kinds));
    }

    /// The segments of customers.
    public static ValueCounts of(Memberships segments) {
        var counts = new ValueCounts(segments.source().fact());
        return counts.named(segments.source(), kind(segments.source()), segments.ids());
    }

    /// The layers of customers in one layer set; empty if there is no such set.
    public static Optional<ValueCounts> of(LayerSets layers, String set) {
        return Optional.ofNullable(layers.sets().get(set))
                .map(found ->
                        new ValueCounts(layers.source().fact()).named(layers.source(), layers.layer(), found.layers()));
    }

    /// What a write to these values changes, such as `order`.
    public String fact() {
        return fact;
    }

    /// The select for the shop `$1` of values that begin with `$2`, of `$3` however they begin, at most `$4`;
    /// each row tells how many customers were looked at, and without any value there is one row.
    ///
    /// @param customers what follows `from`; gives those to look at as `c`
    public String sql(String customers) {
        // All values are counted before any is chosen: what is typed says little of how many rows there are, and the
        // planner would begin with the few that it expects. A value that looks like an e-mail address or a phone number
        // is nobody's to see, wherever it was written.
        return """
            with looked as materialized (select c.id, %s held from %s),
            counted as materialized (
              select value, count(*) customers
              from (select distinct looked.id, %s as value from looked %s) had
              group by value)
            select whole.looked, word.value, word.customers
            from (select count(*) looked from looked) whole
            left join (
              select value, customers from counted
              where value <> ''
                and (value = any($3::text[]) or starts_with(lower(value), lower($2::text))
                  and value !~ '^[^@[:space:]]+@[^@[:space:]]+$' and value !~ '^[+][0-9][0-9 ()/.-]{6,}$')
              order by customers desc, value
              limit $4::int) word on true
            order by word.customers desc, word.value\
            """.formatted(held, customers, value, join);
    }

    /// What to bind from `$5` on.
    public List<Object> values() {
        return List.copyOf(values);
    }

    private ValueCounts of(RuleFunction function, RowParameter row, Set<String> kinds) {
        List<String> conditions = new ArrayList<>();
        if (!kinds.isEmpty()) {
            conditions.add(kind(function.source()) + " = any(" + bind(kinds.toArray(String[]::new), "text[]") + ")");
        }
        if (function.restriction() != null && !row.name().equals(function.liftedBy())) {
            conditions.add("(" + function.restriction() + ")");
        }
        rows(function.source(), conditions.isEmpty() ? "" : " and " + String.join(" and ", conditions));
        String property = row.isProperty() ? "(" + row.sql() + " -> " + bind(row.name(), "text") + ")" : "";
        if (row.set()) {
            each(row.isProperty() ? "jsonb_array_elements_text(property_array(" + property + "))" : unnest(row.sql()));
        } else {
            value = row.isProperty() ? "property_text(" + property + ")" : row.sql();
        }
        return this;
    }

    private ValueCounts named(GroupedSource source, String number, Map<String, Integer> ids) {
        List<String> keys = List.copyOf(ids.keySet());
        rows(source, "");
        join += " join "
                + unnest(bind(keys.stream().map(ids::get).toArray(Integer[]::new), "int[]") + ", "
                        + bind(keys.toArray(String[]::new), "text[]"))
                + " word (id, key) on word.id = " + number;
        value = "word.key";
        return this;
    }

    private void rows(GroupedSource source, String conditions) {
        join = "join " + source.from() + " on " + source.shopId() + " = $1 and " + source.customerId() + " = looked.id"
                + conditions;
    }

    /// Takes the elements of a set, each as a value.
    private void each(String elements) {
        join += " cross join lateral " + elements + " element (value)";
        value = "element.value";
    }

    private static String unnest(String arrays) {
        return "unnest(" + arrays + ")";
    }

    private static String kind(GroupedSource source) {
        return java.util.Objects.requireNonNull(source.kind()).sql();
    }

    private String bind(Object parameter, String type) {
        values.add(parameter);
        return "$" + (FIRST_FREE + values.size() - 1) + "::" + type;
    }
}
