package io.kequn.points;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;

/// A page of a customer's lots, the oldest first.
@Name("PointsLotConnection")
public record LotConnection(List<LotEdge> edges, PageInfo pageInfo) {
    @Name("PointsLotEdge")
    public record LotEdge(String cursor, PointsLot node) {}

    public LotConnection {
        edges = List.copyOf(edges);
    }

    static LotConnection of(Page<PointsLot> page) {
        return Connections.of(page, LotEdge::new, LotConnection::new);
    }

    public List<PointsLot> getNodes() {
        return Connections.nodes(edges, LotEdge::node);
    }
}
