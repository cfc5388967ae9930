package io.kequn.customer;

import static java.util.stream.Collectors.groupingBy;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads who was merged into whom.
@Singleton
public class MergeReads {
    private static final String OF = """
        m.shop_id = $1 and <known> and (m.customer_id = w.id or m.merged_id = w.id or m.customer_id = any(array(
          select c.id from customer c where c.shop_id = $1 and c.merged_into = w.id)))\
        """.replace("<known>", CustomerTables.BOTH_KNOWN);

    /// Also mergers into those that have become the customer since, and those by which it was another for a while.
    private static final String OF_CUSTOMERS =
            "select w.id asked, m.number, " + CustomerMerger.COLUMNS + """
         from unnest($2::uuid[]) as w (id)
        cross join lateral (
          select m.* from customer_merge m
          where %s and ($4::bigint is null or m.number < $4) order by m.number desc limit $3) m
        order by w.id, m.number desc\
        """.formatted(OF);
    private static final String COUNT = """
        select count(*) from unnest($2::uuid[]) as w (id) join customer_merge m on %s\
        """.formatted(OF);

    private final ShopReads reads;
    private final CustomerResolver customers;
    private final Cursors cursors;

    MergeReads(ShopReads reads, CustomerResolver customers, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.cursors = cursors;
    }

    private record Found(UUID customer, long number, CustomerMerger merger) {
        static Found of(Row row) {
            return new Found(row.getUUID("asked"), row.getLong("number"), CustomerMerger.of(row));
        }
    }

    /// The customer's mergers, the newest first, in the order that undoing goes by. Refuses with `customer_not_found`.
    public Uni<Page<CustomerMerger>> of(String customer, PageRequest request) {
        var caller = Caller.with(Scope.CUSTOMERS_READ);
        return customers
                .resolve(caller.ofShop(), customer)
                .chain(id -> page(caller, id, request).chain(page -> counted(caller, id, request, page)));
    }

    /// The first page of each of the customers, in the order asked, by one statement.
    Uni<List<Page<CustomerMerger>>> ofCustomers(List<UUID> ids, PageRequest request) {
        var caller = Caller.with(Scope.CUSTOMERS_READ);
        return find(caller, Set.copyOf(ids), request, List.of())
                .map(found ->
                        ids.stream().map(id -> page(caller, id, request, found)).toList());
    }

    private Uni<Page<CustomerMerger>> page(Caller caller, UUID id, PageRequest request) {
        var position = cursors.position(caller, list(id), request);
        return find(caller, Set.of(id), request, position).map(found -> page(caller, id, request, found));
    }

    private Page<CustomerMerger> page(Caller caller, UUID id, PageRequest request, Map<UUID, List<Found>> found) {
        return cursors.page(caller, list(id), request, found.getOrDefault(id, List.of()), MergeReads::position)
                .map(Found::merger);
    }

    private Uni<Page<CustomerMerger>> counted(Caller caller, UUID id, PageRequest request, Page<CustomerMerger> page) {
        if (!request.count()) {
            return Uni.createFrom().item(page);
        }
        var shop = caller.ofShop();
        return reads.find(shop, row -> row.getLong(0), COUNT, shop.id(), new UUID[] {id})
                .map(total -> page.withTotal(total.orElseThrow()));
    }

    private Uni<Map<UUID, List<Found>>> find(Caller caller, Set<UUID> ids, PageRequest request, List<String> position) {
        var shop = caller.ofShop();
        return reads.list(
                        shop,
                        Found::of,
                        OF_CUSTOMERS,
                        shop.id(),
                        ids.toArray(UUID[]::new),
                        request.rows(),
                        position.isEmpty() ? null : Long.valueOf(position.getFirst()))
                .map(rows -> rows.stream().collect(groupingBy(Found::customer)));
    }

    private static String list(UUID customer) {
        return "mergers by number of " + customer;
    }

    private static List<String> position(Found found) {
        return List.of(String.valueOf(found.number()));
    }
}
