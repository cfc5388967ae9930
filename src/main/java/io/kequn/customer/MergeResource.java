package io.kequn.customer;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{customer}/merges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class MergeResource {
    private final MergeReads reads;
    private final MergeUndos undos;

    MergeResource(MergeReads reads, MergeUndos undos) {
        this.reads = reads;
        this.undos = undos;
    }

    @GET
    @Operation(operationId = "listMergers", summary = "Who was merged into the customer, the newest merger first")
    public Uni<Page<CustomerMerger>> list(@RestPath String customer, @BeanParam PageQuery page) {
        return reads.of(customer, page.request());
    }

    @POST
    @Path("/{merge}/undo")
    @Operation(
            operationId = "undoMerger",
            summary = "Undo a merger: both become what they would be had they not been merged")
    public Uni<UnmergedCustomers> undo(
            @RestPath String customer,
            @RestPath String merge,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable MergeUndo spec) {
        return undos.undo(customer, merge, spec, ExpectedVersion.ofHeader(ifMatch));
    }
}
