package io.kequn.event;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.MediaTypes;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "What customers do")
public class EventResource {
    private final EventService events;
    private final EventLines lines;
    private final EventReads reads;

    EventResource(EventService events, EventLines lines, EventReads reads) {
        this.events = events;
        this.lines = lines;
        this.reads = reads;
    }

    @GET
    @Path("/{event}")
    @Operation(operationId = "getEvent", summary = "One event, by id or `{source}:{externalId}`")
    public Uni<Event> get(@RestPath String event) {
        return reads.get(event);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "recordEvent", summary = "Record what a customer has done")
    public Uni<RestResponse<EventResult>> record(NewEvent event) {
        return events.record(event).map(EventResource::answer);
    }

    @POST
    @Consumes(MediaTypes.NDJSON)
    @Produces(MediaTypes.NDJSON)
    @Operation(operationId = "recordEvents", summary = "Record up to 1,000 events, one a line")
    public Uni<RestResponse<String>> recordAll(String body) {
        return lines.record(body);
    }

    private static RestResponse<EventResult> answer(EventResult result) {
        return Created.where(!result.replayed(), "/v1/events/" + result.event().id(), result);
    }
}
