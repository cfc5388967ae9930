package io.kequn.privacy;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/privacy/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class ErasureResource {
    private final ErasureReads reads;
    private final ErasureService erasures;
    private final ErasureReplays replays;

    ErasureResource(ErasureReads reads, ErasureService erasures, ErasureReplays replays) {
        this.reads = reads;
        this.erasures = erasures;
        this.replays = replays;
    }

    @GET
    @Operation(operationId = "listErasures", summary = "List the erasures with their receipts, the newest first")
    public Uni<Page<Erasure>> list(@BeanParam PageQuery page) {
        return reads.list(page.request());
    }

    @GET
    @Path("/{erasure}")
    @Operation(operationId = "getErasure", summary = "Read an erasure; once it is done, its receipt")
    public Uni<Erasure> get(@RestPath String erasure) {
        return reads.get(erasure);
    }

    @POST
    @Path("/{erasure}/cancel")
    @Operation(operationId = "cancelErasure", summary = "Cancel an erasure that waits")
    public Uni<Erasure> cancel(@RestPath String erasure) {
        return erasures.cancel(erasure);
    }

    @POST
    @Path("/replay")
    @Operation(
            operationId = "replayErasures",
            summary = "Erase anew, at once, whom a restored backup has brought back; for good, whenever it is repeated")
    public Uni<ErasureReplay> replay(ErasureReplaySpec spec) {
        return replays.replay(spec);
    }
}
