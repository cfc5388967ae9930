package io.kequn.document;

import io.kequn.platform.access.DocumentPolicy;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Trusted documents, in GraphQL.
@GraphQLApi
public class DocumentGraphQL {
    private final DocumentService documents;
    private final DocumentPolicies policies;

    DocumentGraphQL(DocumentService documents, DocumentPolicies policies) {
        this.documents = documents;
        this.policies = policies;
    }

    @Query
    @Description("The trusted document with this id; null when there is none.")
    public Uni<@Nullable TrustedDocument> trustedDocument(@Id String id) {
        return documents.find(id).map(found -> found.orElse(null));
    }

    @Query
    @Description("The trusted documents, by their ids.")
    public Uni<TrustedDocumentConnection> trustedDocuments(@Nullable Integer first, @Nullable String after) {
        return documents.list(PageRequest.of(first, after, false, "/first")).map(TrustedDocumentConnection::of);
    }

    @Query
    @Description("Which GraphQL documents the shop has run.")
    public Uni<DocumentPolicy> documentPolicy() {
        return policies.get();
    }

    @Mutation
    @Description("Trusts these documents; all of them or none.")
    public Uni<TrustedDocumentsAddPayload> trustedDocumentsAdd(NewDocuments input) {
        return Payload.of(() -> documents.add(input.documents()), TrustedDocumentsAddPayload::of);
    }

    @Mutation
    @Description("Trusts a document no longer, within ten seconds.")
    public Uni<TrustedDocumentDeletePayload> trustedDocumentDelete(TrustedDocumentTarget input) {
        return Payload.of(() -> documents.delete(input.id()), TrustedDocumentDeletePayload::of);
    }

    @Mutation
    @Description("Sets which GraphQL documents the shop has run, from the next request on.")
    public Uni<DocumentPolicySetPayload> documentPolicySet(DocumentPolicy input) {
        return Payload.of(() -> policies.put(input), DocumentPolicySetPayload::new);
    }

    public record NewDocuments(List<NewDocument> documents) {
        public NewDocuments {
            documents = List.copyOf(documents);
        }
    }

    public record TrustedDocumentTarget(@Id String id) {}

    public record TrustedDocumentsAddPayload(
            @Nullable Integer added, @Nullable Integer unchanged, List<UserError> userErrors) {
        static TrustedDocumentsAddPayload of(@Nullable DocumentsAdded done, List<UserError> errors) {
            return new TrustedDocumentsAddPayload(
                    done == null ? null : done.added(), done == null ? null : done.unchanged(), errors);
        }
    }

    public record TrustedDocumentDeletePayload(@Nullable String deletedDocumentId, List<UserError> userErrors) {
        static TrustedDocumentDeletePayload of(@Nullable DocumentDeletion done, List<UserError> errors) {
            return new TrustedDocumentDeletePayload(done == null ? null : done.deletedDocumentId(), errors);
        }
    }

    public record DocumentPolicySetPayload(@Nullable DocumentPolicy policy, List<UserError> userErrors) {}

    public record TrustedDocumentEdge(String cursor, TrustedDocument node) {}

    public record TrustedDocumentConnection(List<TrustedDocumentEdge> edges, PageInfo pageInfo) {
        static TrustedDocumentConnection of(Page<TrustedDocument> page) {
            return Connections.of(page, TrustedDocumentEdge::new, TrustedDocumentConnection::new);
        }

        public List<TrustedDocument> getNodes() {
            return Connections.nodes(edges, TrustedDocumentEdge::node);
        }
    }
}
