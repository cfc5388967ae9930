package io.kequn.card;

import io.kequn.customer.CustomerResource;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/customers/{customer}/card")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class CustomerCardResource {
    private final CustomerCards cards;

    CustomerCardResource(CustomerCards cards) {
        this.cards = cards;
    }

    @GET
    @Operation(
            operationId = "getCustomerCard",
            summary =
                    "Read a customer with tags, segments, layers, levels, benefits and points at once; a merged one leads"
                            + " to the survivor's card")
    public Uni<RestResponse<CustomerCard>> get(@RestPath String customer) {
        return cards.get(customer).map(card -> CustomerResource.shown(card, card.customer(), "/card"));
    }
}
