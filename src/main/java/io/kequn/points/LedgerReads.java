package io.kequn.points;

import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads ledgers, newest entries first.
@Singleton
public class LedgerReads {
    private static final String FILTER = """
         and ($3::text is null or e.kind = $3) and ($4::timestamptz is null or e.at >= $4)
        and ($5::timestamptz is null or e.at < $5)\
        """;
    private static final String COUNT = """
        select count(*) from points_entry e where e.shop_id = $1 and e.customer_id = $2\
        """ + FILTER;

    /// Each customer's entries are found by an index on the order in which they are shown.
    private static final String LATEST = "select " + EntryRow.COLUMNS + """
         from unnest($2::uuid[]) as wanted (id)
        cross join lateral (
          select * from points_entry e
          where e.shop_id = $1 and e.customer_id = wanted.id and (e.at, e.number, e.id) < ($6, $7, $8)\
        """ + FILTER + """

          order by e.at desc, e.number desc, e.id desc limit $9
        ) e
        order by e.customer_id, e.at desc, e.number desc, e.id desc\
        """;
    private static final String BY_IDS = "select " + EntryRow.COLUMNS + """
         from points_entry e where e.shop_id = $1 and e.id = any($2) order by e.id\
        """;

    /// Later than any entry can be.
    private static final OffsetDateTime LAST =
            Instant.parse("9999-12-31T23:59:59.999999Z").atOffset(ZoneOffset.UTC);

    private static final UUID LAST_ID = new UUID(-1, -1);

    private final ShopReads reads;
    private final CustomerResolver customers;
    private final Cursors cursors;

    LedgerReads(ShopReads reads, CustomerResolver customers, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// The ledger of one customer, all of it or what a filter leaves.
    record Part(UUID customer, LedgerFilter filter) {}

    record PartPage(Part of, Page<PointsEntry> page) {}

    /// A customer's entries; refuses with `customer_not_found`.
    Uni<Page<PointsEntry>> ofCustomer(String customer, LedgerFilter filter, PageRequest request) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return partOf(customer, filter, request)
                .chain(part -> request.count()
                        ? count(shop, part.of()).map(part.page()::withTotal)
                        : Uni.createFrom().item(part.page()));
    }

    /// All of a customer's entries; refuses with `customer_not_found`.
    public Uni<Page<PointsEntry>> ofCustomer(String customer, PageRequest request) {
        return ofCustomer(customer, LedgerFilter.ANY, request);
    }

    Uni<PartPage> partOf(String customer, LedgerFilter filter, PageRequest request) {
        var caller = Caller.with(Scope.POINTS_READ);
        return customers.resolve(caller.ofShop(), customer).chain(id -> {
            var part = new Part(id, filter);
            var position = cursors.position(caller, list(part), request);
            return entries(caller, List.of(id), filter, request.rows(), position)
                    .map(rows -> new PartPage(part, page(caller, part, request, rows)));
        });
    }

    /// The first page of each of the customers, in the order asked, by one statement.
    Uni<List<Page<PointsEntry>>> ofCustomers(List<UUID> ids, PageRequest request) {
        var caller = Caller.with(Scope.POINTS_READ);
        return entries(caller, Set.copyOf(ids), LedgerFilter.ANY, request.rows(), List.of())
                .map(rows -> rows.stream().collect(Collectors.groupingBy(PointsEntry::customerId)))
                .map(byId -> ids.stream()
                        .map(id ->
                                page(caller, new Part(id, LedgerFilter.ANY), request, byId.getOrDefault(id, List.of())))
                        .toList());
    }

    Uni<Long> count(Part of) {
        return count(Caller.with(Scope.POINTS_READ).ofShop(), of);
    }

    private Uni<Long> count(Shop shop, Part of) {
        var filter = of.filter();
        return reads.find(
                        shop,
                        row -> row.getLong(0),
                        COUNT,
                        shop.id(),
                        of.customer(),
                        filter.kindText(),
                        filter.since(),
                        filter.until())
                .map(Optional::orElseThrow);
    }

    /// Those of the ids that name an entry; other texts name none.
    Uni<List<PointsEntry>> byIds(Collection<String> ids) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        var wanted = ids.stream().flatMap(id -> Ids.parse(id).stream()).toArray(UUID[]::new);
        return reads.list(shop, EntryRow::entry, BY_IDS, shop.id(), wanted);
    }

    private Uni<List<PointsEntry>> entries(
            Caller caller, Collection<UUID> ids, LedgerFilter filter, int rows, List<String> position) {
        var shop = caller.ofShop();
        boolean first = position.isEmpty();
        return reads.list(
                shop,
                EntryRow::entry,
                LATEST,
                shop.id(),
                ids.toArray(UUID[]::new),
                filter.kindText(),
                filter.since(),
                filter.until(),
                first ? LAST : Instant.parse(position.get(0)).atOffset(ZoneOffset.UTC),
                first ? Long.MAX_VALUE : Long.parseLong(position.get(1)),
                first ? LAST_ID : UUID.fromString(position.get(2)),
                rows);
    }

    private Page<PointsEntry> page(Caller caller, Part of, PageRequest request, List<PointsEntry> entries) {
        return cursors.page(caller, list(of), request, entries, LedgerReads::position);
    }

    private static String list(Part of) {
        return "points of " + of.customer() + " " + of.filter();
    }

    private static List<String> position(PointsEntry entry) {
        return List.of(
                entry.at().toString(),
                String.valueOf(entry.number()),
                entry.id().toString());
    }
}
