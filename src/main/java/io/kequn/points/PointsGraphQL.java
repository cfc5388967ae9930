package io.kequn.points;

import io.kequn.customer.Customer;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/// What customers have in points, in GraphQL. Adds `points` and `pointsLedger` to `Customer`.
@GraphQLApi
public class PointsGraphQL {
    private final PointsReads reads;
    private final LedgerReads ledgers;
    private final LotReads lots;

    PointsGraphQL(PointsReads reads, LedgerReads ledgers, LotReads lots) {
        this.reads = reads;
        this.ledgers = ledgers;
        this.lots = lots;
    }

    @Description("What the customer has in points, or had at an instant; now unless said.")
    public Uni<List<Points>> points(@Source List<Customer> page, @Nullable Instant asOf) {
        return asOf == null
                ? reads.ofCustomers(page.stream().map(Customer::id).toList())
                : reads.ofCustomers(page, asOf);
    }

    @Description("The customer's latest entries; `pointsLedger` goes on after them.")
    public Uni<List<LatestEntries>> pointsLedger(@Source List<Customer> page, @Nullable Integer first) {
        return ledgers.ofCustomers(
                        page.stream().map(Customer::id).toList(), PageRequest.of(first, null, false, "/first"))
                .map(pages -> pages.stream().map(LatestEntries::of).toList());
    }

    @Query
    @Description("The entries of one customer, newest first; goes on after the cursors of `Customer.pointsLedger`.")
    public Uni<EntryConnection> pointsLedger(
            @Id String customer,
            @Nullable EntryKind kind,
            @Nullable @Description("Only what took effect at this instant or later.") Instant from,
            @Nullable @Description("Only what took effect before this instant.") Instant to,
            @Nullable Integer first,
            @Nullable String after) {
        return ledgers.partOf(
                        NodeId.keyOf("Customer", customer),
                        new LedgerFilter(kind, from, to),
                        PageRequest.of(first, after, false, "/first"))
                .map(EntryConnection::of);
    }

    @Description("How many entries there are.")
    public Uni<Long> totalCount(@Source EntryConnection connection) {
        return ledgers.count(connection.of());
    }

    @Query
    @Description("The lots of one customer, the oldest first.")
    public Uni<LotConnection> pointsLots(
            @Id String customer,
            @Nullable @Description("Leaves out what is spent.") Boolean open,
            @Nullable Integer first,
            @Nullable String after) {
        return lots.ofCustomer(
                        NodeId.keyOf("Customer", customer),
                        Boolean.TRUE.equals(open),
                        PageRequest.of(first, after, false, "/first"))
                .map(LotConnection::of);
    }
}
