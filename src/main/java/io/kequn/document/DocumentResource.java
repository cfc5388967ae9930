package io.kequn.document;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/trusted-documents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trusted documents", description = "GraphQL documents that clients name instead of sending them")
public class DocumentResource {
    private final DocumentService documents;

    DocumentResource(DocumentService documents) {
        this.documents = documents;
    }

    @POST
    @Operation(
            operationId = "addTrustedDocuments",
            summary = "Trust the documents of a manifest, as the builds of clients write it; all of them or none")
    public Uni<DocumentsAdded> add(DocumentManifest manifest) {
        return documents.add(manifest);
    }

    @GET
    @Operation(operationId = "listTrustedDocuments", summary = "List the trusted documents, by their ids")
    public Uni<Page<TrustedDocument>> list(@BeanParam PageQuery page) {
        return documents.list(page.request());
    }

    @GET
    @Path("/{document}")
    @Operation(operationId = "getTrustedDocument", summary = "Read a trusted document")
    public Uni<TrustedDocument> get(@RestPath String document) {
        return documents.get(document);
    }

    @DELETE
    @Path("/{document}")
    @Operation(operationId = "deleteTrustedDocument", summary = "Trust a document no longer, within ten seconds")
    public Uni<DocumentDeletion> delete(@RestPath String document) {
        return documents.delete(document);
    }
}
