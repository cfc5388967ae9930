package io.kequn.timetravel;

import io.smallrye.mutiny.Uni;
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

/// A class of its own, since `/v1/customers` is another one's.
@Path("/v1/customers/{customer}/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Time travel", description = "Who was in what at an instant")
public class PastMembershipsResource {
    private final PastReads past;

    PastMembershipsResource(PastReads past) {
        this.past = past;
    }

    @GET
    @Operation(
            operationId = "listCustomerMemberships",
            summary = "Tell which segments, tags and layers a customer had at an instant")
    public Uni<PastMemberships> ofCustomer(
            @RestPath String customer,
            @Parameter(description = "An instant of the past; now unless said.", example = "2026-01-31T12:00:00Z")
                    @RestQuery
                    @Nullable
                    String asOf) {
        return past.of(customer, AsOf.read(asOf));
    }
}
