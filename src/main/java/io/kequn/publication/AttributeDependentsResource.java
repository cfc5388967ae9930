package io.kequn.publication;

import io.kequn.publication.Dependents.DependentList;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/attributes/{key}/dependents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attributes")
public class AttributeDependentsResource {
    private final Dependents dependents;

    AttributeDependentsResource(Dependents dependents) {
        this.dependents = dependents;
    }

    @GET
    @Operation(operationId = "listAttributeDependents", summary = "Tell whose rules read an attribute of the shop")
    public Uni<DependentList> list(@RestPath String key) {
        return dependents.of(DefinitionKind.ATTRIBUTE, key);
    }
}
