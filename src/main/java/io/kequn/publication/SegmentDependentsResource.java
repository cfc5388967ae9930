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

@Path("/v1/segments/{key}/dependents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class SegmentDependentsResource {
    private final Dependents dependents;

    SegmentDependentsResource(Dependents dependents) {
        this.dependents = dependents;
    }

    @GET
    @Operation(operationId = "listSegmentDependents", summary = "Tell whose rules read a segment")
    public Uni<DependentList> list(@RestPath String key) {
        return dependents.of(DefinitionKind.SEGMENT, key);
    }
}
