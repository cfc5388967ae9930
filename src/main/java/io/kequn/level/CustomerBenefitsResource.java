package io.kequn.level;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/customers/{customer}/benefits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Level programs")
public class CustomerBenefitsResource {
    private final BenefitReads benefits;

    CustomerBenefitsResource(BenefitReads benefits) {
        this.benefits = benefits;
    }

    @GET
    @Operation(
            operationId = "getCustomerBenefits",
            summary = "Tell what a customer is entitled to by levels and segments, and why")
    public Uni<CustomerBenefits> of(@RestPath String customer) {
        return benefits.of(customer);
    }
}
