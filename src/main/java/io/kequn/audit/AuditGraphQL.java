package io.kequn.audit;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// The audit log in GraphQL.
@GraphQLApi
public class AuditGraphQL {
    private final AuditReads entries;

    AuditGraphQL(AuditReads entries) {
        this.entries = entries;
    }

    @Query
    @Description("An entry of the audit log; null when there is none.")
    public Uni<@Nullable AuditEntry> auditEntry(@Id String id, @Nullable String shop) {
        return entries.find(id, shop).map(found -> found.orElse(null));
    }

    @Query
    @Description("Who has changed or read what, the newest first.")
    public Uni<AuditEntryConnection> auditLog(
            @Nullable Integer first, @Nullable String after, @Nullable AuditFilter filter) {
        var checked = (filter == null ? AuditFilter.ALL : filter).checked(field -> "/filter/" + field);
        return entries.list(checked, PageRequest.of(first, after, false, "/first"))
                .map(AuditEntryConnection::of);
    }

    public record AuditEntryEdge(String cursor, AuditEntry node) {}

    public record AuditEntryConnection(List<AuditEntryEdge> edges, PageInfo pageInfo) {
        static AuditEntryConnection of(Page<AuditEntry> page) {
            return Connections.of(page, AuditEntryEdge::new, AuditEntryConnection::new);
        }

        public List<AuditEntry> getNodes() {
            return Connections.nodes(edges, AuditEntryEdge::node);
        }
    }
}
