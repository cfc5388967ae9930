package io.kequn.segment;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// A class of its own, since `/v1/customers` is another one's.
@Path("/v1/customers/{customer}/segment-membership")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class CustomerMembershipResource {
    private final MembershipQuestions questions;

    CustomerMembershipResource(MembershipQuestions questions) {
        this.questions = questions;
    }

    @GET
    @Operation(
            operationId = "getSegmentMembership",
            summary = "Tell of up to 100 segments whether a customer is in them")
    public Uni<CustomerMembership> of(
            @RestPath String customer,
            @Parameter(description = "Keys of segments, parted by commas.", example = "vip,loyal") @RestQuery @Nullable
                    String segments) {
        return questions.of(customer, segments == null ? null : Arrays.asList(segments.split(",", -1)));
    }
}
