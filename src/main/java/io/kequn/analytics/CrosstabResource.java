package io.kequn.analytics;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/analytics/crosstab")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics", description = "How customers divide")
public class CrosstabResource {
    private final Crosstabs crosstabs;

    CrosstabResource(Crosstabs crosstabs) {
        this.crosstabs = crosstabs;
    }

    @GET
    @Operation(
            operationId = "getCrosstab",
            summary = "Count customers by two divisions at once, such as bands of age and layers")
    public Uni<Crosstab> of(@BeanParam CrosstabQuery query) {
        return crosstabs.of(query.question());
    }
}
