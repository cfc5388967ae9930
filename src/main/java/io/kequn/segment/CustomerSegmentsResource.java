package io.kequn.segment;

import io.kequn.customer.CustomerReads;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/// A class of its own: the framework chooses the class by the longest literal path, and `/v1/customers` is another
/// one's.
@Path("/v1/customers/{customer}/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class CustomerSegmentsResource {
    private final SegmentMembers members;
    private final CustomerReads customers;

    CustomerSegmentsResource(SegmentMembers members, CustomerReads customers) {
        this.members = members;
        this.customers = customers;
    }

    @GET
    @Operation(operationId = "listCustomerSegments", summary = "Tell which segments a customer is in")
    public Uni<CustomerSegments> ofCustomer(@RestPath String customer) {
        return customers
                .get(customer)
                .chain(found -> members.ofCustomers(List.of(found.id())))
                .map(found -> new CustomerSegments(found.getFirst()));
    }

    /// All segments of one customer; at most as many as the shop has, so they are one page.
    public record CustomerSegments(List<CustomerSegment> items) {}
}
