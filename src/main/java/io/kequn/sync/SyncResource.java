package io.kequn.sync;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/sync/{feed}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sync")
public class SyncResource {
    private final SyncReads sync;
    private final SyncWrites writes;

    SyncResource(SyncReads sync, SyncWrites writes) {
        this.sync = sync;
        this.writes = writes;
    }

    @GET
    @Operation(
            operationId = "sync",
            summary = "Follow what customers have: first all of it in pages, then what changes, with nothing left out")
    public Uni<SyncPage> pull(
            @Parameter(schema = @Schema(enumeration = {"customer-tags", "segments", "levels", "points", "customers"}))
                    @RestPath
                    String feed,
            @BeanParam SyncQuery query) {
        return sync.pull(SyncRequest.of(feed, query));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "syncPush",
            summary = "Send what was done on a device while it was offline: tags given and taken, each with an id")
    public Uni<DeviceResults> push(
            @Parameter(schema = @Schema(enumeration = {"customer-tags"})) @RestPath String feed,
            DeviceOperations request) {
        return writes.push(feed, request);
    }
}
