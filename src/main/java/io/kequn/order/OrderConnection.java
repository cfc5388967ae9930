package io.kequn.order;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of orders, newest first.
public record OrderConnection(List<OrderEdge> edges, PageInfo pageInfo) {
    public OrderConnection {
        edges = List.copyOf(edges);
    }

    static OrderConnection of(Page<Order> page) {
        return Connections.of(page, OrderEdge::new, OrderConnection::new);
    }

    public List<Order> getNodes() {
        return Connections.nodes(edges, OrderEdge::node);
    }
}
