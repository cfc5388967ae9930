package io.kequn.event;

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
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads of events, newest first.
@Singleton
public class EventReads {
    private static final String BY_ID =
            "select " + EventView.COLUMNS + " from event e where e.shop_id = $1 and e.id = $2";
    private static final String BY_KEY = "select " + EventView.COLUMNS + """
         from event e where e.shop_id = $1 and e.source = $2 and e.external_id = $3\
        """;
    private static final String BY_IDS = "select " + EventView.COLUMNS + """
         from event e where e.shop_id = $1 and e.id = any($2) order by e.id\
        """;
    private static final String COUNT = "select count(*) from event where shop_id = $1 and customer_id = $2";
    private static final String COUNT_OF_NAME = COUNT + " and name = $3";

    private final ShopReads reads;
    private final CustomerResolver customers;
    private final Cursors cursors;

    EventReads(ShopReads reads, CustomerResolver customers, Cursors cursors) {
        this.reads = reads;
        this.customers = customers;
        this.cursors = cursors;
    }

    /// The events of one customer, of any name or of one.
    record Timeline(UUID customer, @Nullable String name) {}

    /// A page with what it is a page of.
    record Part(Timeline of, Page<Event> page) {}

    /// The event; refuses with `event_not_found`.
    public Uni<Event> get(String reference) {
        return find(reference).map(found -> found.orElseThrow(() -> EventReference.notFound(reference)));
    }

    /// The event, if there is one; a text that can name none names none.
    Uni<Optional<Event>> find(String reference) {
        var shop = Caller.with(Scope.EVENTS_READ).ofShop();
        return EventReference.of(reference)
                .map(named -> find(shop, named))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Event>> find(Shop shop, EventReference reference) {
        return switch (reference) {
            case EventReference.ById(var id) -> reads.find(shop, EventView::event, BY_ID, shop.id(), id);
            case EventReference.ByKey(var key) ->
                reads.find(shop, EventView::event, BY_KEY, shop.id(), key.source(), key.externalId());
        };
    }

    /// The events of one customer; refuses with `customer_not_found`.
    public Uni<Page<Event>> ofCustomer(String customer, @Nullable String name, PageRequest request) {
        return partOf(customer, name, request)
                .chain(part -> request.count()
                        ? count(part.of()).map(part.page()::withTotal)
                        : Uni.createFrom().item(part.page()));
    }

    Uni<Part> partOf(String customer, @Nullable String name, PageRequest request) {
        var caller = Caller.with(Scope.EVENTS_READ);
        var shop = caller.ofShop();
        return customers.resolve(shop, customer).chain(id -> {
            var timeline = new Timeline(id, name);
            var position = cursors.position(caller, list(timeline), request);
            var query = EventQuery.latest(shop, List.of(id), name, request.rows(), position);
            return reads.query(shop, query.sql(), query.values())
                    .map(rows -> Sql.list(rows, EventView::event))
                    .map(rows -> new Part(timeline, page(caller, timeline, request, rows)));
        });
    }

    /// The first page of each of the customers, in the order asked, by one statement.
    Uni<List<Page<Event>>> ofCustomers(List<UUID> ids, @Nullable String name, PageRequest request) {
        var caller = Caller.with(Scope.EVENTS_READ);
        var query = EventQuery.latest(caller.ofShop(), ids, name, request.rows(), List.of());
        return reads.query(caller.ofShop(), query.sql(), query.values())
                .map(rows ->
                        Sql.list(rows, EventView::event).stream().collect(Collectors.groupingBy(Event::customerId)))
                .map(events -> ids.stream()
                        .map(id -> page(caller, new Timeline(id, name), request, events.getOrDefault(id, List.of())))
                        .toList());
    }

    /// How many events there are.
    Uni<Long> count(Timeline of) {
        var shop = Caller.with(Scope.EVENTS_READ).ofShop();
        var found = of.name() == null
                ? reads.find(shop, row -> row.getLong(0), COUNT, shop.id(), of.customer())
                : reads.find(shop, row -> row.getLong(0), COUNT_OF_NAME, shop.id(), of.customer(), of.name());
        return found.map(Optional::orElseThrow);
    }

    /// Those of the ids that name an event; other texts name none.
    Uni<List<Event>> byIds(Collection<String> ids) {
        var shop = Caller.with(Scope.EVENTS_READ).ofShop();
        var wanted = ids.stream().flatMap(id -> Ids.parse(id).stream()).toArray(UUID[]::new);
        return reads.list(shop, EventView::event, BY_IDS, shop.id(), wanted);
    }

    private Page<Event> page(Caller caller, Timeline of, PageRequest request, List<Event> events) {
        return cursors.page(caller, list(of), request, events, EventReads::position);
    }

    private static String list(Timeline of) {
        return "events of " + of.customer() + " " + (of.name() == null ? "" : "named " + of.name());
    }

    private static List<String> position(Event event) {
        return List.of(event.occurredAt().toString(), event.id().toString());
    }
}
