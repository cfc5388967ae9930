package io.kequn.customer;

import io.kequn.crypto.Sealer;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The customers that a request selects, in its order, as of one instant: read in pieces, or counted.
///
/// @param contacts the e-mail address and phone number that they must have, by their digests
/// @param filter the rule from a given number of a parameter on; null selects any
record CustomerSelection(
        ShopReads reads,
        Shop shop,
        EvaluationTime time,
        CustomerSort sort,
        Map<CustomerField, Buffer[]> contacts,
        @Nullable IntFunction<RuleFilter> filter,
        Sealer sealer) {
    CustomerSelection {
        contacts = Map.copyOf(contacts);
    }

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
        return read(sql().page(position, rows)).map(found -> Sql.list(found, this::place));
    }

    Uni<Long> count() {
        return read(sql().count()).map(rows -> rows.iterator().next().getLong(0));
    }

    /// A filter may look at every customer, and at all that they have done.
    private Uni<RowSet<Row>> read(CustomerListSql.Statement statement) {
        return filter == null
                ? reads.query(shop, statement.sql(), statement.values())
                : reads.ask(shop, statement.sql(), statement.values());
    }

    private CustomerListSql sql() {
        var sql = new CustomerListSql(shop.id(), sort);
        contacts.forEach(sql::found);
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
        return new Place(CustomerView.customer(sealer, row, shop), position);
    }
}
