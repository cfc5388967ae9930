package io.kequn.privacy;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;

/// A page of erasures, the newest first.
public record ErasureConnection(List<ErasureEdge> edges, PageInfo pageInfo) {
    public record ErasureEdge(String cursor, Erasure node) {}

    public ErasureConnection {
        edges = List.copyOf(edges);
    }

    static ErasureConnection of(Page<Erasure> page) {
        return Connections.of(page, ErasureEdge::new, ErasureConnection::new);
    }

    public List<Erasure> getNodes() {
        return Connections.nodes(edges, ErasureEdge::node);
    }
}
