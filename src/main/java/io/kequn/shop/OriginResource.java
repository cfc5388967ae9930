package io.kequn.shop;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/shop/origins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shops", description = "Tenants and their settings")
public class OriginResource {
    private final OriginService origins;

    OriginResource(OriginService origins) {
        this.origins = origins;
    }

    @GET
    @Operation(operationId = "getOrigins", summary = "List whose pages in browsers may call in the shop's name")
    public Uni<AllowedOrigins> get() {
        return origins.get();
    }

    @PUT
    @Operation(operationId = "putOrigins", summary = "Set whose pages in browsers may call in the shop's name")
    public Uni<AllowedOrigins> put(AllowedOrigins wanted) {
        return origins.put(wanted);
    }
}
