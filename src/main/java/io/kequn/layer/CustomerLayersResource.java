package io.kequn.layer;

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

@Path("/v1/customers/{customer}/layers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Layer sets")
public class CustomerLayersResource {
    private final LayerCustomers layers;
    private final CustomerReads customers;

    CustomerLayersResource(LayerCustomers layers, CustomerReads customers) {
        this.layers = layers;
        this.customers = customers;
    }

    @GET
    @Operation(operationId = "listCustomerLayers", summary = "Tell which layer of each layer set a customer is in")
    public Uni<CustomerLayers> ofCustomer(@RestPath String customer) {
        return customers
                .get(customer)
                .chain(found -> layers.ofCustomers(List.of(found.id())))
                .map(found -> new CustomerLayers(found.getFirst()));
    }

    /// At most as many as the shop has layer sets, so they are one page.
    public record CustomerLayers(List<CustomerLayer> items) {
        public CustomerLayers {
            items = List.copyOf(items);
        }
    }
}
