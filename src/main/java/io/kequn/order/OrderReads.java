package io.kequn.order;

import io.kequn.customer.CustomerResolver;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.Ids;
import io.kequn.platform.value.Times;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads of orders, newest first: one statement each, whatever belongs to the orders of a page.
@Singleton
public class OrderReads {
    private static final String BY_ID = "select " + OrderView.COLUMNS + """
         from customer_order o where o.shop_id = $1 and o.id = $2\
        """;
    private static final String BY_KEY = "select " + OrderView.COLUMNS + """
         from customer_order o where o.shop_id = $1 and o.source = $2 and o.external_id = $3\
        """;
    private static final String BY_IDS = "select " + OrderView.COLUMNS + """
         from customer_order o where o.shop_id = $1 and o.id = any($2) order by o.id\
        """;
    private static final String LATEST_OF = "select " + OrderView.COLUMNS + """
         from unnest($2::uuid[]) as wanted (id)
        cross join lateral (
          select * from customer_order mine where mine.shop_id = $1 and mine.customer_id = wanted.id
          order by mine.placed_at desc, mine.id desc limit $3
        ) o
        order by o.customer_id, o.placed_at desc, o.id desc\
        """;

    private final ShopReads reads;
    private final CustomerResolver customers;
    private final Cursors cursors;

    OrderReads(ShopReads reads, CustomerResolver customers, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// Which orders of a list are asked for: placed from (inclusive) until `to` (exclusive).
    public record Filter(
            @Nullable OrderStatus status,
            @Nullable String source,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static final Filter NONE = new Filter(null, null, null, null);

        public Filter {
            Times.requireRange(from, to);
        }
    }

    /// The order; refuses with `order_not_found`.
    public Uni<Order> get(String reference) {
        return find(reference).map(found -> found.orElseThrow(() -> OrderReference.notFound(reference)));
    }

    /// The order, if there is one; a text that can name none names none.
    Uni<Optional<Order>> find(String reference) {
        var shop = Caller.with(Scope.ORDERS_READ).ofShop();
        return OrderReference.of(reference)
                .map(named -> find(shop, named))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Order>> find(Shop shop, OrderReference reference) {
        return switch (reference) {
            case OrderReference.ById(var id) ->
                reads.find(shop, row -> OrderView.order(row, shop), BY_ID, shop.id(), id);
            case OrderReference.ByKey(var key) ->
                reads.find(shop, row -> OrderView.order(row, shop), BY_KEY, shop.id(), key.source(), key.externalId());
        };
    }

    /// The orders of the shop.
    public Uni<Page<Order>> list(Filter filter, PageRequest request) {
        var caller = Caller.with(Scope.ORDERS_READ);
        return page(caller, "orders " + filter, null, filter, request);
    }

    /// The orders of one customer; refuses with `customer_not_found`.
    public Uni<Page<Order>> ofCustomer(String customer, PageRequest request) {
        var caller = Caller.with(Scope.ORDERS_READ);
        return customers
                .resolve(caller.ofShop(), customer)
                .chain(id -> page(caller, "orders of " + id, id, Filter.NONE, request));
    }

    /// The first page of each of the customers, in the order asked, by one statement.
    Uni<List<Page<Order>>> ofCustomers(List<UUID> customers, PageRequest request) {
        var caller = Caller.with(Scope.ORDERS_READ);
        var shop = caller.ofShop();
        return reads.list(
                        shop,
                        row -> OrderView.order(row, shop),
                        LATEST_OF,
                        shop.id(),
                        Set.copyOf(customers).toArray(UUID[]::new),
                        request.rows())
                .map(orders -> orders.stream().collect(Collectors.groupingBy(Order::customerId)))
                .map(orders -> customers.stream()
                        .map(id -> firstPage(caller, id, request, orders.getOrDefault(id, List.of())))
                        .toList());
    }

    private Page<Order> firstPage(Caller caller, UUID customer, PageRequest request, List<Order> orders) {
        return cursors.page(caller, "orders of " + customer, request, orders, OrderReads::position);
    }

    /// Those of the ids that name an order; other texts name none.
    Uni<List<Order>> byIds(Collection<String> ids) {
        var shop = Caller.with(Scope.ORDERS_READ).ofShop();
        var wanted = ids.stream().flatMap(id -> Ids.parse(id).stream()).toArray(UUID[]::new);
        return reads.list(shop, row -> OrderView.order(row, shop), BY_IDS, shop.id(), wanted);
    }

    private Uni<Page<Order>> page(
            Caller caller, String list, @Nullable UUID customer, Filter filter, PageRequest request) {
        var query = new OrderQuery(caller.ofShop());
        query.where("o.customer_id", "=", customer);
        query.where(filter);
        var position = cursors.position(caller, list, request);
        var total = request.count()
                ? count(query).map(Optional::of)
                : Uni.createFrom().item(Optional.<Long>empty());
        return total.chain(count -> page(caller, list, query, position, request)
                .map(page -> count.map(page::withTotal).orElse(page)));
    }

    private Uni<Long> count(OrderQuery query) {
        return reads.query(query.shop, query.count(), Sql.tuple(query.values.toArray()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Page<Order>> page(
            Caller caller, String list, OrderQuery query, List<String> position, PageRequest request) {
        if (!position.isEmpty()) {
            query.after(Instant.parse(position.get(0)), UUID.fromString(position.get(1)));
        }
        return reads.query(query.shop, query.sql(request.rows()), Sql.tuple(query.values.toArray()))
                .map(rows -> Sql.list(rows, row -> OrderView.order(row, query.shop)))
                .map(rows -> cursors.page(caller, list, request, rows, OrderReads::position));
    }

    private static List<String> position(Order order) {
        return List.of(order.placedAt().toString(), order.id().toString());
    }
}
