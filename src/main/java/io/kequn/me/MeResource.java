package io.kequn.me;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.points.Points;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Cache(isPrivate = true, noCache = true)
@Tag(name = "Me", description = "What a customer's own token reads")
public class MeResource {
    private final MeService me;

    MeResource(MeService me) {
        this.me = me;
    }

    @GET
    @Operation(operationId = "getMe", summary = "Read the customer's own card")
    public Uni<Me> get() {
        return me.get();
    }

    @GET
    @Path("/orders")
    @Operation(operationId = "listMyOrders", summary = "The customer's own orders, newest first")
    public Uni<Page<MyOrder>> orders(@BeanParam PageQuery page) {
        return me.orders(page.request());
    }

    @GET
    @Path("/points")
    @Operation(operationId = "getMyPoints", summary = "Read what the customer has in points")
    public Uni<Points> points() {
        return me.points();
    }

    @GET
    @Path("/points/ledger")
    @Operation(operationId = "listMyPointsEntries", summary = "The entries of the customer's ledger, newest first")
    public Uni<Page<MyPointsEntry>> ledger(@BeanParam PageQuery page) {
        return me.ledger(page.request());
    }

    @GET
    @Path("/level-progress")
    @Operation(
            operationId = "listMyLevelProgress",
            summary = "Tell what the customer is missing for the next level of each program, and to keep its own")
    public Uni<LevelWays> levelProgress() {
        return me.levelProgress().map(LevelWays::new);
    }

    /// At most as many as the shop has programs, so they are one page.
    public record LevelWays(List<MyLevelProgress> items) {
        public LevelWays {
            items = List.copyOf(items);
        }
    }
}
