package io.kequn.explanation;

import io.kequn.timetravel.AsOf;
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
import org.jspecify.annotations.Nullable;

@Path("/v1/segments/{key}/members/{customer}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class ExplanationResource {
    private final Explanations explanations;

    ExplanationResource(Explanations explanations) {
        this.explanations = explanations;
    }

    @GET
    @Operation(
            operationId = "explainMembership",
            summary = "Tell why a customer is in a segment or is not, and the nearest change that flips it")
    public Uni<SegmentExplanation> of(
            @RestPath String key,
            @RestPath String customer,
            @Parameter(description = "Explain the draft that waits, as of now, instead of the published rule.")
                    @RestQuery
                    @DefaultValue("false")
                    boolean draft,
            @Parameter(
                            description = "Explain the past: what was stored at this instant, by the rule that was live"
                                    + " then, over the facts as they were. A condition of which that cannot be told is"
                                    + " `unknown`, with the reason.",
                            example = "2026-01-31T12:00:00Z")
                    @RestQuery
                    @Nullable
                    String asOf) {
        return explanations.of(key, customer, draft, AsOf.read(asOf));
    }
}
