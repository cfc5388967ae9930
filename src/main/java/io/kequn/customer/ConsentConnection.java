package io.kequn.customer;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;

/// A page of what a customer has said about consents, what was recorded last first.
@Name("CustomerConsentConnection")
public record ConsentConnection(List<ConsentEdge> edges, PageInfo pageInfo) {
    @Name("CustomerConsentEdge")
    public record ConsentEdge(String cursor, CustomerConsent node) {}

    public ConsentConnection {
        edges = List.copyOf(edges);
    }

    static ConsentConnection of(Page<CustomerConsent> page) {
        return Connections.of(page, ConsentEdge::new, ConsentConnection::new);
    }

    public List<CustomerConsent> getNodes() {
        return Connections.nodes(edges, ConsentEdge::node);
    }
}
