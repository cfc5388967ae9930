package io.kequn.customer;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of one customer's mergers, newest first.
public record CustomerMergerConnection(List<CustomerMergerEdge> edges, PageInfo pageInfo) {
    public CustomerMergerConnection {
        edges = List.copyOf(edges);
    }

    static CustomerMergerConnection of(Page<CustomerMerger> page) {
        return Connections.of(page, CustomerMergerEdge::new, CustomerMergerConnection::new);
    }

    public List<CustomerMerger> getNodes() {
        return Connections.nodes(edges, CustomerMergerEdge::node);
    }
}
