package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import io.kequn.platform.problem.Inputs;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An order of customers: keys, each ascending or descending, missing values last; ties by id in the direction of the
/// last key, so that an index serves the order.
record CustomerSort(List<By> keys) {
    private static final int MOST = 3;

    enum Key {
        REGISTERED_AT("registered_at", true, true),
        LAST_SEEN_AT("last_seen_at", true, true),
        FIRST_ORDER_DATE("first_order_date", true, true),
        LAST_ORDER_DATE("last_order_date", true, true),
        CREATED_AT("recorded_at", true, false),
        UPDATED_AT("updated_at", true, false),
        NUMBER_OF_ORDERS("number_of_orders", false, false),
        AMOUNT_SPENT("amount_spent", false, false),
        REFUNDED_AMOUNT("refunded_amount", false, false),
        AVERAGE_ORDER_VALUE("average_order_value", false, true);

        private final String column;
        private final boolean instant;
        private final boolean nullable;

        Key(String column, boolean instant, boolean nullable) {
            this.column = column;
            this.instant = instant;
            this.nullable = nullable;
        }

        String column() {
            return "c." + column;
        }

        boolean nullable() {
            return nullable;
        }

        String type() {
            return instant ? "timestamptz" : "bigint";
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The value in a cursor; empty where there is none.
        String text(Row row, String name) {
            var value = instant ? row.getOffsetDateTime(name) : row.getLong(name);
            return value == null ? "" : value.toString();
        }

        Object value(String text) {
            return instant ? OffsetDateTime.parse(text) : Long.valueOf(text);
        }
    }

    record By(Key key, boolean descending) {
        String direction() {
            return descending ? " desc" : "";
        }
    }

    CustomerSort {
        keys = List.copyOf(keys);
    }

    boolean isIdDescending() {
        return !keys.isEmpty() && keys.getLast().descending();
    }

    /// Reads `registered_at,-amount_spent`; nothing means by id, the oldest first.
    static CustomerSort parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new CustomerSort(List.of());
        }
        var inputs = new Inputs();
        var words = text.split(",", -1);
        inputs.require(words.length <= MOST, "sort", "At most " + MOST + " attributes.", "最多 " + MOST + " 个属性。");
        var keys = new ArrayList<By>();
        for (int i = 0; i < words.length && i < MOST; i++) {
            var word = words[i].strip();
            boolean descending = word.startsWith("-");
            var name = descending ? word.substring(1) : word;
            Arrays.stream(Key.values())
                    .filter(key -> key.word().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            key -> keys.add(new By(key, descending)), () -> inputs.refuseChoice("sort", name, words()));
        }
        inputs.check();
        if (keys.stream().map(By::key).distinct().count() < keys.size()) {
            throw INPUT_INVALID.at("sort", "Must name each attribute once.", "属性不能重复。");
        }
        return new CustomerSort(keys);
    }

    private static List<String> words() {
        return Arrays.stream(Key.values()).map(Key::word).toList();
    }
}
