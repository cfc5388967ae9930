package io.kequn.shop;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of API keys.
public record ApiKeyConnection(List<ApiKeyEdge> edges, PageInfo pageInfo) {
    public record ApiKeyEdge(String cursor, ApiKey node) {}

    public ApiKeyConnection {
        edges = List.copyOf(edges);
    }

    static ApiKeyConnection of(Page<ApiKey> page) {
        return Connections.of(page, ApiKeyEdge::new, ApiKeyConnection::new);
    }

    public List<ApiKey> getNodes() {
        return Connections.nodes(edges, ApiKeyEdge::node);
    }
}
