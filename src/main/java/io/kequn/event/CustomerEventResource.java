package io.kequn.event;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
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

@Path("/v1/customers/{customer}/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class CustomerEventResource {
    private final EventReads reads;

    CustomerEventResource(EventReads reads) {
        this.reads = reads;
    }

    @GET
    @Operation(operationId = "listEventsOfCustomer", summary = "A customer's events, newest first")
    public Uni<Page<Event>> list(
            @RestPath String customer,
            @RestQuery @Nullable @Parameter(description = "Only events of this name.") String name,
            @BeanParam PageQuery page) {
        return reads.ofCustomer(customer, name, page.request());
    }
}
