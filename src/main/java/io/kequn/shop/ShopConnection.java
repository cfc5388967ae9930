package io.kequn.shop;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of shops, for the platform administrator.
public record ShopConnection(List<ShopEdge> edges, PageInfo pageInfo) {
    public record ShopEdge(String cursor, ShopSettings node) {}

    public ShopConnection {
        edges = List.copyOf(edges);
    }

    static ShopConnection of(Page<ShopSettings> page) {
        return Connections.of(page, ShopEdge::new, ShopConnection::new);
    }

    public List<ShopSettings> getNodes() {
        return Connections.nodes(edges, ShopEdge::node);
    }
}
