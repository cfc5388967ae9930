package io.kequn.level;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.LEVELS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.CustomerReads;
import io.kequn.customer.CustomerSelect;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.segment.CardSegments;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// Reads what customers are entitled to: one statement.
@Singleton
public class BenefitReads {
    private static final CustomerSelect ONE = CustomerSelect.with(CardLevels.SELECT, CardSegments.SELECT);
    private static final String OF_CUSTOMERS = "select c.id, " + CardLevels.SELECT + ", " + CardSegments.SELECT + """

        from customer c where c.shop_id = $1 and c.id = any($2) order by c.id\
        """;
    private static final CustomerBenefits NONE = new CustomerBenefits(List.of(), List.of());

    private final CustomerReads customers;
    private final ShopReads reads;

    BenefitReads(CustomerReads customers, ShopReads reads) {
        this.customers = customers;
        this.reads = reads;
    }

    /// Refuses with `customer_not_found`.
    public Uni<CustomerBenefits> of(String customer) {
        var caller = Caller.with(LEVELS_READ).and(SEGMENTS_READ).and(CUSTOMERS_READ);
        return customers.get(caller.ofShop(), ONE, customer, (found, row) -> of(row));
    }

    /// Of each of the customers, in the order asked.
    public Uni<List<CustomerBenefits>> ofCustomers(List<UUID> ids) {
        var shop = Caller.with(LEVELS_READ).and(SEGMENTS_READ).ofShop();
        return reads.query(shop, OF_CUSTOMERS, Sql.tuple(shop.id(), ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashMap<UUID, CustomerBenefits>();
                    rows.forEach(row -> found.put(row.getUUID("id"), of(row)));
                    return ids.stream().map(id -> found.getOrDefault(id, NONE)).toList();
                });
    }

    /// Of a row with the levels and the segments of a customer.
    public static CustomerBenefits of(Row row) {
        return BenefitResolution.of(CardLevels.of(row), CardSegments.grants(row));
    }

    /// The same as far as the customer may know what it comes from.
    public static CustomerBenefits ofPublic(Row row) {
        return BenefitResolution.of(CardLevels.of(row), CardSegments.publicGrants(row));
    }
}
