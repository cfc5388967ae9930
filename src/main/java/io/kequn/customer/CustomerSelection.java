package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The customers that a request selects, in its order, as of one instant: read in pieces, or counted.
///
/// @param email normalised; null selects any
/// @param phone normalised; null selects any
/// @param filter the rule from a given number of a parameter on; null selects any
record CustomerSelection(
        ShopReads reads,
        Shop shop,
        EvaluationTime time,
        CustomerSort sort,
        @Nullable String email,
        @Nullable String phone,
        @Nullable IntFunction<RuleFilter> filter) {
    /// A customer with what a cursor after it holds.
    record Place(Customer customer, List<String> position) {
        Place {
            position = List.copyOf(position);
        }

        CustomerSummary summary() {
            return CustomerSummary.of(customer);
        }
    }

    /// The next customers after a position, which is empty at the beginning.
    Uni<List<Place>> after(List<String> position, int rows) {
        var statement = sql().page(position, rows);
        return reads.query(shop, statement.sql(), statement.values()).map(found -> Sql.list(found, this::place));
    }

    Uni<Long> count() {
        var statement = sql().count();
        return reads.query(shop, statement.sql(), statement.values())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private CustomerListSql sql() {
        var sql = new CustomerListSql(shop.id(), sort);
        sql.equal(CustomerField.EMAIL, email);
        sql.equal(CustomerField.PHONE, phone);
        if (filter != null) {
            sql.filter(filter.apply(sql.firstFree()), time);
        }
        return sql;
    }

    private Place place(Row row) {
        var position = new ArrayList<String>();
        for (int i = 0; i < sort.keys().size(); i++) {
            position.add(sort.keys().get(i).key().text(row, "s" + i));
        }
        position.add(row.getUUID("id").toString());
        return new Place(CustomerView.customer(row, shop), position);
    }
}
