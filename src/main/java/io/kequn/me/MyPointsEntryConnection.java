package io.kequn.me;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of the customer's own ledger.
public record MyPointsEntryConnection(List<MyPointsEntryEdge> edges, PageInfo pageInfo) {
    public record MyPointsEntryEdge(String cursor, MyPointsEntry node) {}

    public MyPointsEntryConnection {
        edges = List.copyOf(edges);
    }

    static MyPointsEntryConnection of(Page<MyPointsEntry> page) {
        return Connections.of(page, MyPointsEntryEdge::new, MyPointsEntryConnection::new);
    }

    public List<MyPointsEntry> getNodes() {
        return Connections.nodes(edges, MyPointsEntryEdge::node);
    }
}
