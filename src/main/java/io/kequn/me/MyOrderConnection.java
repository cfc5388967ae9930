package io.kequn.me;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of the customer's own orders.
public record MyOrderConnection(List<MyOrderEdge> edges, PageInfo pageInfo) {
    public record MyOrderEdge(String cursor, MyOrder node) {}

    public MyOrderConnection {
        edges = List.copyOf(edges);
    }

    static MyOrderConnection of(Page<MyOrder> page) {
        return Connections.of(page, MyOrderEdge::new, MyOrderConnection::new);
    }

    public List<MyOrder> getNodes() {
        return Connections.nodes(edges, MyOrderEdge::node);
    }
}
