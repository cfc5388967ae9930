package io.kequn.layer;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v1/layer-sets/{key}/customers/{customer}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Layer sets")
public class LayerExplanationResource {
    private final LayerExplanations explanations;

    LayerExplanationResource(LayerExplanations explanations) {
        this.explanations = explanations;
    }

    @GET
    @Operation(
            operationId = "explainLayer",
            summary = "Tell why a customer is in its layer of a set and in none before it, and what would change that")
    public Uni<LayerExplanation> of(
            @RestPath String key,
            @RestPath String customer,
            @Parameter(description = "Explain the draft that waits, as of now, instead of the published layers.")
                    @RestQuery
                    @DefaultValue("false")
                    boolean draft) {
        return explanations.of(key, customer, draft);
    }
}
