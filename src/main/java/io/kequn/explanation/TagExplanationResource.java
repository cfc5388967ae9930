package io.kequn.explanation;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/tags/{key}/customers/{customer}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tags")
public class TagExplanationResource {
    private final Explanations explanations;

    TagExplanationResource(Explanations explanations) {
        this.explanations = explanations;
    }

    @GET
    @Operation(
            operationId = "explainTag",
            summary = "Tell why a customer has a tag that a rule gives, or has it not, and what would change that")
    public Uni<TagExplanation> of(@RestPath String key, @RestPath String customer) {
        return explanations.ofTag(key, customer);
    }
}
