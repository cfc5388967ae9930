package io.kequn.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

@Path("/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes", description = "What happens to customers, as CloudEvents")
public class ChangeResource {
    private static final String SUMMARY =
            "Follow what happens to customers, in pages; as `text/event-stream` as it happens";

    private final ChangeService changes;
    private final ServerSentEvents stream;

    ChangeResource(ChangeService changes, ServerSentEvents stream) {
        this.changes = changes;
        this.stream = stream;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    @Operation(operationId = "listChanges", summary = SUMMARY)
    public Uni<ChangeList> list(@BeanParam ChangeQuery query) {
        return changes.page(query.request());
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @Operation(operationId = "listChanges", summary = SUMMARY)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Uni<Void> follow(
            @BeanParam ChangeQuery query,
            @Parameter(description = "Of a stream: the `id` of the last event that came; it goes on after it.")
                    @RestHeader("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context HttpServerRequest request) {
        return stream.send(query.request(lastEventId), request.response());
    }
}
