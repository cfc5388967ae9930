package io.kequn.points;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.timetravel.AsOf;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{customer}/points")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Points")
public class PointsResource {
    private final PointsService points;
    private final PointsReads reads;
    private final LedgerReads ledgers;
    private final LotReads lots;

    PointsResource(PointsService points, PointsReads reads, LedgerReads ledgers, LotReads lots) {
        this.points = points;
        this.reads = reads;
        this.ledgers = ledgers;
        this.lots = lots;
    }

    @GET
    @Operation(
            operationId = "getPointsOfCustomer",
            summary = "Read what a customer has in points, or had at an instant")
    public Uni<Points> get(
            @RestPath String customer,
            @Parameter(
                            description =
                                    "An instant of the past; now unless said. Before its merger a merged customer's"
                                            + " id tells that customer's own points.",
                            example = "2026-01-31T12:00:00Z")
                    @RestQuery
                    @Nullable
                    String asOf) {
        return reads.get(customer, AsOf.read(asOf));
    }

    @GET
    @Path("/ledger")
    @Operation(operationId = "listPointsEntries", summary = "A customer's entries, newest first")
    public Uni<Page<PointsEntry>> ledger(
            @RestPath String customer, @BeanParam LedgerQuery query, @BeanParam PageQuery page) {
        return ledgers.ofCustomer(customer, query.filter(), page.request());
    }

    @GET
    @Path("/lots")
    @Operation(
            operationId = "listPointsLots",
            summary = "A customer's lots, the oldest first; `open=true` leaves out what is spent")
    public Uni<Page<PointsLot>> lots(
            @RestPath String customer, @RestQuery @DefaultValue("false") boolean open, @BeanParam PageQuery page) {
        return lots.ofCustomer(customer, open, page.request());
    }

    @POST
    @Path("/earn")
    @Operation(operationId = "earnPoints", summary = "Grant a customer points")
    public Uni<PointsChange> earn(@RestPath String customer, PointsEarning request) {
        return points.earn(customer, request);
    }

    @POST
    @Path("/redeem")
    @Operation(operationId = "redeemPoints", summary = "Spend points, those that expire first before others")
    public Uni<PointsChange> redeem(@RestPath String customer, PointsRedemption request) {
        return points.redeem(customer, request);
    }

    @POST
    @Path("/freeze")
    @Operation(operationId = "freezePoints", summary = "Set points aside, to be consumed or released later")
    public Uni<PointsChange> freeze(@RestPath String customer, PointsFreezing request) {
        return points.freeze(customer, request);
    }

    @POST
    @Path("/holds/{id}/consume")
    @Operation(operationId = "consumePoints", summary = "Spend points set aside, and release the rest")
    public Uni<PointsChange> consume(@RestPath String customer, @RestPath String id, PointsConsumption request) {
        return points.consume(customer, id, request);
    }

    @POST
    @Path("/holds/{id}/release")
    @Operation(operationId = "releasePoints", summary = "Release points set aside")
    public Uni<PointsChange> release(@RestPath String customer, @RestPath String id, PointsRelease request) {
        return points.release(customer, id, request);
    }

    @POST
    @Path("/adjust")
    @Operation(operationId = "adjustPoints", summary = "Correct a balance, with a reason")
    public Uni<PointsChange> adjust(@RestPath String customer, PointsAdjustment request) {
        return points.adjust(customer, request);
    }

    @POST
    @Path("/transfer")
    @Operation(operationId = "transferPoints", summary = "Give points to another customer")
    public Uni<PointsGift> transfer(@RestPath String customer, PointsTransfer request) {
        return points.transfer(customer, request);
    }

    @POST
    @Path("/entries/{id}/reverse")
    @Operation(
            operationId = "reversePoints",
            summary = "Take back what an entry has granted, or give back what it has spent, all or in part")
    public Uni<PointsChange> reverse(@RestPath String customer, @RestPath String id, PointsReversal request) {
        return points.reverse(customer, id, request);
    }
}
