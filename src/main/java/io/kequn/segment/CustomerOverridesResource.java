package io.kequn.segment;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// A class of its own, since `/v1/customers` is another one's.
@Path("/v1/customers/{customer}/overrides")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class CustomerOverridesResource {
    private final CustomerOverrides overrides;

    CustomerOverridesResource(CustomerOverrides overrides) {
        this.overrides = overrides;
    }

    @GET
    @Operation(
            operationId = "listCustomerOverrides",
            summary = "List what people have decided about a customer and segments or tags, whatever rules say")
    public Uni<Page<CustomerOverride>> ofCustomer(@RestPath String customer, @BeanParam PageQuery page) {
        return overrides.of(customer, page.request());
    }
}
