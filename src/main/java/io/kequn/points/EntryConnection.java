package io.kequn.points;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/// A page of a customer's ledger, newest entries first. `of` is what `totalCount` counts, if it is asked for.
@Name("PointsEntryConnection")
public record EntryConnection(
        List<EntryEdge> edges, PageInfo pageInfo, @Ignore LedgerReads.Part of) {
    @Name("PointsEntryEdge")
    public record EntryEdge(String cursor, PointsEntry node) {}

    public EntryConnection {
        edges = List.copyOf(edges);
    }

    static EntryConnection of(LedgerReads.PartPage part) {
        return Connections.of(
                part.page(), EntryEdge::new, (edges, info) -> new EntryConnection(edges, info, part.of()));
    }

    public List<PointsEntry> getNodes() {
        return Connections.nodes(edges, EntryEdge::node);
    }
}
