package io.kequn.document;

import io.kequn.platform.access.DocumentPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/shop/document-policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trusted documents")
public class DocumentPolicyResource {
    private final DocumentPolicies policies;

    DocumentPolicyResource(DocumentPolicies policies) {
        this.policies = policies;
    }

    @GET
    @Operation(operationId = "getDocumentPolicy", summary = "Which GraphQL documents the shop has run")
    public Uni<DocumentPolicy> get() {
        return policies.get();
    }

    @PUT
    @Operation(
            operationId = "putDocumentPolicy",
            summary = "Set which GraphQL documents the shop has run, from the next request on")
    public Uni<DocumentPolicy> put(DocumentPolicy wanted) {
        return policies.put(wanted);
    }
}
