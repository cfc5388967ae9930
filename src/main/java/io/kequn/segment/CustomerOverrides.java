package io.kequn.segment;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.TAGS_READ;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.tag.TagDecisions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that people have decided about customers and segments or tags, against rules or beside them.
@Singleton
public class CustomerOverrides {
    /// Who stands on the list of a static segment is worth telling only where more was said than that.
    private static final String DECIDED = """
        (
          select o.customer_id, 'segment' about, s.key, s.name, o.kind, o.reason, o.author, o.recorded_at, o.expires_at
          from segment_override o join segment s on s.shop_id = $1 and s.id = o.segment_id
          where o.shop_id = $1 and o.customer_id = any($2)
            and (s.kind = 'dynamic' or o.reason is not null or o.expires_at is not null)
          union all
          select t.customer_id, 'tag', t.key, t.name, t.kind, t.reason, t.author, t.recorded_at, t.expires_at
          from (
        """ + TagDecisions.OF_CUSTOMERS + """
        ) t) d\
        """;
    private static final String ALL = "select d.* from " + DECIDED + " order by d.about, d.key";
    private static final String PAGE = "select d.* from " + DECIDED + """
         where $3::text is null or (d.about, d.key) > ($3, $4::text) order by d.about, d.key limit $5\
        """;
    private static final String COUNT = "select count(*) n from " + DECIDED;

    private final CustomerReads customers;
    private final ShopReads reads;
    private final Cursors cursors;

    CustomerOverrides(CustomerReads customers, ShopReads reads, Cursors cursors) {
        this.customers = customers;
        this.reads = reads;
        this.cursors = cursors;
    }

    /// Those about segments before those about tags, each by key. Refuses with `customer_not_found`.
    Uni<Page<CustomerOverride>> of(String customer, PageRequest page) {
        var caller = caller();
        return customers.get(customer).chain(found -> page(caller, found.id(), page));
    }

    private static Caller caller() {
        return Caller.with(SEGMENTS_READ).and(TAGS_READ).and(CUSTOMERS_READ);
    }

    private Uni<Page<CustomerOverride>> page(Caller caller, UUID customer, PageRequest page) {
        var shop = caller.ofShop();
        var list = "overrides of " + customer;
        var after = cursors.position(caller, list, page);
        @Nullable String about = after.isEmpty() ? null : after.getFirst();
        @Nullable String key = after.isEmpty() ? null : after.getLast();
        var ids = new UUID[] {customer};
        return reads.list(shop, CustomerOverrides::override, PAGE, shop.id(), ids, about, key, page.rows())
                .map(rows -> cursors.page(caller, list, page, rows, CustomerOverrides::position))
                .chain(found -> page.count()
                        ? reads.find(shop, row -> row.getLong("n"), COUNT, shop.id(), ids)
                                .map(total -> found.withTotal(total.orElse(0L)))
                        : Uni.createFrom().item(found));
    }

    /// Of customers in the order given, by one statement.
    Uni<List<List<CustomerOverride>>> ofCustomers(List<Customer> page) {
        var shop = caller().ofShop();
        var ids = page.stream().map(Customer::id).toArray(UUID[]::new);
        return reads.list(shop, Decided::of, ALL, shop.id(), ids).map(found -> {
            Map<UUID, List<CustomerOverride>> byCustomer = found.stream()
                    .collect(Collectors.groupingBy(
                            Decided::customer, Collectors.mapping(Decided::override, Collectors.toList())));
            return page.stream()
                    .map(customer -> byCustomer.getOrDefault(customer.id(), List.of()))
                    .toList();
        });
    }

    private record Decided(UUID customer, CustomerOverride override) {
        static Decided of(Row row) {
            return new Decided(row.getUUID("customer_id"), CustomerOverrides.override(row));
        }
    }

    private static CustomerOverride override(Row row) {
        return CustomerOverride.of(Columns.of(row));
    }

    private static List<String> position(CustomerOverride override) {
        return List.of(override.about().text(), override.key());
    }
}
