package io.kequn.event;

import io.kequn.customer.Customer;
import io.kequn.event.EventPayloads.EventBatch;
import io.kequn.event.EventPayloads.EventPayload;
import io.kequn.event.EventPayloads.EventsPayload;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// Events in GraphQL. An event is named by its global id, its uuid or `{source}:{externalId}`.
@GraphQLApi
public class EventGraphQL {
    private final EventService events;
    private final EventReads reads;

    EventGraphQL(EventService events, EventReads reads) {
        this.events = events;
        this.reads = reads;
    }

    @Query
    @Description("The event; null when there is none.")
    public Uni<@Nullable Event> event(@Id String id) {
        return reads.find(NodeId.keyOf("Event", id)).map(found -> found.orElse(null));
    }

    @Query
    @Description("The events of one customer, newest first; goes on after the cursors of `Customer.events`.")
    public Uni<EventConnection> customerEvents(
            @Id String customer, @Nullable String name, @Nullable Integer first, @Nullable String after) {
        return reads.partOf(NodeId.keyOf("Customer", customer), name, page(first, after))
                .map(EventConnection::of);
    }

    @Description("How many events there are.")
    public Uni<Long> totalCount(@Source EventConnection connection) {
        return reads.count(connection.of());
    }

    @Description("The customer's latest events; `customerEvents` goes on after them.")
    public Uni<List<LatestEvents>> events(@Source List<Customer> page, @Nullable Integer first, @Nullable String name) {
        return reads.ofCustomers(page.stream().map(Customer::id).toList(), name, page(first, null))
                .map(pages -> pages.stream().map(LatestEvents::of).toList());
    }

    @Mutation
    @Description("Records what a customer has done.")
    public Uni<EventPayload> eventRecord(NewEvent input) {
        return Payload.of(() -> events.record(named(input)), EventPayload::of);
    }

    @Mutation
    @Description("Records up to 1,000 events; one that is refused spares the others. A value that is not of its type,"
            + " such as a date that does not exist, refuses the whole request, which names its place.")
    public Uni<EventsPayload> eventsRecord(EventBatch input) {
        return Payload.of(
                () -> events.recordAll(
                        input.events().stream().map(EventGraphQL::named).toList()),
                EventsPayload::of);
    }

    private static NewEvent named(NewEvent input) {
        return input.of(NodeId.keyOf("Customer", input.customer()));
    }

    private static PageRequest page(@Nullable Integer first, @Nullable String after) {
        return PageRequest.of(first, after, false, "/first");
    }
}
