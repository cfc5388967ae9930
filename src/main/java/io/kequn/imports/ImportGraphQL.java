package io.kequn.imports;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Imports in GraphQL. Files come by REST.
@GraphQLApi
public class ImportGraphQL {
    private final ImportService imports;
    private final ImportErrors errors;

    ImportGraphQL(ImportService imports, ImportErrors errors) {
        this.imports = imports;
        this.errors = errors;
    }

    @Query("import")
    @Description("The import with this id; null when there is none.")
    public Uni<@Nullable Import> find(UUID id) {
        return imports.find(id).map(found -> found.orElse(null));
    }

    @Query
    @Description("The imports, the newest first.")
    public Uni<ImportConnection> imports(@Nullable Integer first, @Nullable String after) {
        return imports.list(PageRequest.of(first, after, false, "/first")).map(ImportConnection::of);
    }

    @Query
    @Description("What is wrong with the rows of an import, in the order of the file.")
    public Uni<ImportErrorConnection> importErrors(UUID id, @Nullable Integer first, @Nullable String after) {
        return errors.list(id, PageRequest.of(first, after, false, "/first")).map(ImportErrorConnection::of);
    }

    @Mutation
    @Description("Makes an import that waits for its file; send that by REST: `PUT /v1/imports/{id}/content`.")
    public Uni<ImportPayload> importCreate(ImportSpec input) {
        return Payload.of(() -> imports.create(input), (made, problems) -> new ImportPayload(made, problems));
    }

    @Mutation
    @Description("Stops an import; what it has written stays.")
    public Uni<ImportPayload> importCancel(ImportTarget input) {
        return Payload.of(() -> imports.cancel(input.id()), (now, problems) -> new ImportPayload(now, problems));
    }

    public record ImportTarget(UUID id) {}

    /// The field cannot be called `import` in Java.
    public record ImportPayload(
            @org.eclipse.microprofile.graphql.Name("import") @Nullable
            Import made,

            List<UserError> userErrors) {}

    public record ImportEdge(String cursor, Import node) {}

    public record ImportConnection(List<ImportEdge> edges, PageInfo pageInfo) {
        static ImportConnection of(Page<Import> page) {
            return Connections.of(page, ImportEdge::new, ImportConnection::new);
        }

        public List<Import> getNodes() {
            return Connections.nodes(edges, ImportEdge::node);
        }
    }

    public record ImportErrorEdge(String cursor, ImportError node) {}

    public record ImportErrorConnection(List<ImportErrorEdge> edges, PageInfo pageInfo) {
        static ImportErrorConnection of(Page<ImportError> page) {
            return Connections.of(page, ImportErrorEdge::new, ImportErrorConnection::new);
        }

        public List<ImportError> getNodes() {
            return Connections.nodes(edges, ImportErrorEdge::node);
        }
    }
}
