package io.kequn.customer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads who was merged into whom.
@Singleton
public class MergeReads {
    private static final int MOST = 200;

    /// Also mergers into those that have become the customer since, and those by which it was another for a while.
    private static final String OF_CUSTOMERS = "select w.id asked, " + CustomerMerger.COLUMNS + """
         from unnest($2::uuid[]) as w (id)
        cross join lateral (
          select m.* from customer_merge m
          where m.shop_id = $1 and (m.customer_id = w.id or m.merged_id = w.id or m.customer_id = any(array(
            select c.id from customer c where c.shop_id = $1 and c.merged_into = w.id)))
          order by m.merged_at desc, m.id desc limit $3) m
        order by w.id, m.merged_at desc, m.id desc\
        """;

    private final ShopReads reads;
    private final CustomerResolver customers;

    MergeReads(ShopReads reads, CustomerResolver customers) {
        this.reads = reads;
        this.customers = customers;
    }

    private record Found(UUID customer, CustomerMerger merger) {}

    /// The customer's mergers, the newest first, at most two hundred. Refuses with `customer_not_found`.
    public Uni<List<CustomerMerger>> of(String customer) {
        var shop = Caller.with(Scope.CUSTOMERS_READ).ofShop();
        return customers
                .resolve(shop, customer)
                .chain(id -> find(shop, List.of(id)).map(found -> found.getOrDefault(id, List.of())));
    }

    /// The same of each of the customers, in the order asked, by one statement.
    Uni<List<List<CustomerMerger>>> ofCustomers(List<UUID> ids) {
        return find(Caller.with(Scope.CUSTOMERS_READ).ofShop(), ids)
                .map(found -> ids.stream()
                        .map(id -> found.getOrDefault(id, List.of()))
                        .toList());
    }

    private Uni<Map<UUID, List<CustomerMerger>>> find(Shop shop, List<UUID> ids) {
        return reads.list(
                        shop,
                        row -> new Found(row.getUUID("asked"), CustomerMerger.of(row)),
                        OF_CUSTOMERS,
                        shop.id(),
                        ids.stream().distinct().toArray(UUID[]::new),
                        MOST)
                .map(rows -> rows.stream().collect(groupingBy(Found::customer, mapping(Found::merger, toList()))));
    }
}
