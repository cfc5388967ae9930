package io.kequn.points;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;

/// The latest entries of one of many customers. No connection: what comes after is asked for one customer at a
/// time, from `pageInfo.endCursor` on.
@Name("LatestPointsEntries")
public record LatestEntries(List<PointsEntry> nodes, PageInfo pageInfo) {
    public LatestEntries {
        nodes = List.copyOf(nodes);
    }

    static LatestEntries of(Page<PointsEntry> page) {
        return Connections.of(page, (cursor, entry) -> entry, LatestEntries::new);
    }
}
