package io.kequn.customer;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Ignore;

/// One page of customers. `request` is what `totalCount` counts, if it is asked for.
public record CustomerConnection(
        List<CustomerEdge> edges,
        PageInfo pageInfo,
        Instant evaluatedAt,
        String timeZone,
        @Ignore CustomerListRequest request) {
    public record CustomerEdge(String cursor, Customer node) {}

    public CustomerConnection {
        edges = List.copyOf(edges);
    }

    static CustomerConnection of(CustomerPage page, CustomerListRequest request) {
        return Connections.of(
                page.plain(),
                CustomerEdge::new,
                (edges, info) -> new CustomerConnection(edges, info, page.evaluatedAt(), page.timeZone(), request));
    }

    public List<Customer> getNodes() {
        return Connections.nodes(edges, CustomerEdge::node);
    }
}
