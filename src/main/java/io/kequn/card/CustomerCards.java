package io.kequn.card;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.customer.CustomerSelect;
import io.kequn.layer.CardLayers;
import io.kequn.level.BenefitReads;
import io.kequn.level.CardLevels;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.points.CardPoints;
import io.kequn.segment.CardSegments;
import io.kequn.tag.CardTags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads cards: one statement, one round trip.
@Singleton
public class CustomerCards {
    private static final String[] PARTS = {
        CardTags.SELECT, CardSegments.SELECT, CardLayers.SELECT, CardLevels.SELECT, CardPoints.SELECT
    };
    private static final CustomerSelect SELECT = CustomerSelect.with(PARTS);
    private static final String OF_CUSTOMERS = "select c.id, " + String.join(", ", PARTS) + """

        from customer c where c.shop_id = $1 and c.id = any($2) order by c.id\
        """;

    private final CustomerReads customers;
    private final ShopReads reads;

    CustomerCards(CustomerReads customers, ShopReads reads) {
        this.customers = customers;
        this.reads = reads;
    }

    /// The card; for the id of a merged customer the survivor's, with `mergedFrom`. Refuses with
    /// `customer_not_found`, and callers who may not read all that it shows.
    public Uni<CustomerCard> get(String reference) {
        var shop = shop();
        return customers.get(shop, SELECT, reference, (customer, row) -> card(shop, customer, row));
    }

    /// Those of customers that have been read, in their order, by one statement.
    Uni<List<CustomerCard>> of(List<Customer> page) {
        var shop = shop();
        var ids = page.stream().map(Customer::id).toArray(UUID[]::new);
        return reads.query(shop, OF_CUSTOMERS, Sql.tuple(shop.id(), ids)).map(rows -> {
            var byId = Sql.list(rows, row -> row).stream()
                    .collect(Collectors.toMap(row -> row.getUUID("id"), Function.identity()));
            return page.stream()
                    .map(customer -> card(shop, customer, Objects.requireNonNull(byId.get(customer.id()))))
                    .toList();
        });
    }

    private static Shop shop() {
        return Caller.with(Scope.CUSTOMERS_READ)
                .and(Scope.TAGS_READ)
                .and(Scope.SEGMENTS_READ)
                .and(Scope.LEVELS_READ)
                .and(Scope.POINTS_READ)
                .ofShop();
    }

    private static CustomerCard card(Shop shop, Customer customer, Row row) {
        return new CustomerCard(
                customer,
                CardTags.of(row),
                CardSegments.of(row),
                CardLayers.of(row),
                CardLevels.of(row),
                BenefitReads.of(row),
                CardPoints.of(row, customer.id(), shop.zone()));
    }
}
