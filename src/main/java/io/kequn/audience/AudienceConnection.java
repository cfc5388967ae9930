package io.kequn.audience;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;

/// A page of exports, the newest first.
@Name("AudienceExportConnection")
public record AudienceConnection(List<AudienceEdge> edges, PageInfo pageInfo) {
    @Name("AudienceExportEdge")
    public record AudienceEdge(String cursor, AudienceExport node) {}

    public AudienceConnection {
        edges = List.copyOf(edges);
    }

    static AudienceConnection of(Page<AudienceExport> page) {
        return Connections.of(page, AudienceEdge::new, AudienceConnection::new);
    }

    public List<AudienceExport> getNodes() {
        return Connections.nodes(edges, AudienceEdge::node);
    }
}
