package io.kequn.customer;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/customers/{customer}/identities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class IdentityResource {
    private final IdentityService identities;
    private final CustomerReads reads;

    IdentityResource(IdentityService identities, CustomerReads reads) {
        this.identities = identities;
        this.reads = reads;
    }

    /// All identities of the customer, by source and external id.
    public record Identities(List<Identity> items) {
        public Identities {
            items = List.copyOf(items);
        }
    }

    @GET
    @Operation(operationId = "listIdentities", summary = "List the customer's identities")
    public Uni<Identities> list(@RestPath String customer) {
        return reads.get(customer).map(found -> new Identities(found.identities()));
    }

    @GET
    @Path("/{identity}")
    @Operation(operationId = "getIdentity", summary = "Read one identity of the customer")
    public Uni<Identity> get(@RestPath String customer, @RestPath String identity) {
        return identities.get(customer, identity);
    }

    @PUT
    @Path("/{identity}")
    @Operation(operationId = "linkIdentity", summary = "Link `{source}:{externalId}` to the customer")
    public Uni<CustomerChange> link(@RestPath String customer, @RestPath String identity) {
        return identities.link(customer, identity);
    }

    @DELETE
    @Path("/{identity}")
    @Operation(operationId = "unlinkIdentity", summary = "Unlink `{source}:{externalId}` from the customer")
    public Uni<CustomerChange> unlink(@RestPath String customer, @RestPath String identity) {
        return identities.unlink(customer, identity);
    }
}
