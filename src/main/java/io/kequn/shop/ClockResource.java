package io.kequn.shop;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/shop/clock")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shops", description = "Tenants and their settings")
public class ClockResource {
    private final ClockService clocks;

    ClockResource(ClockService clocks) {
        this.clocks = clocks;
    }

    @GET
    @Operation(operationId = "getShopClock", summary = "Read the clock that the shop's rules go by")
    public Uni<ShopClock> get() {
        return clocks.get();
    }

    @PUT
    @Operation(operationId = "setShopClock", summary = "Move the clock of a test shop forward")
    public Uni<ShopClock> set(NewClockTime time) {
        return clocks.set(time);
    }
}
