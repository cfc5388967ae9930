package io.kequn.event;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/event-definitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventDefinitionResource {
    private final EventDefinitionService definitions;

    EventDefinitionResource(EventDefinitionService definitions) {
        this.definitions = definitions;
    }

    @GET
    @Operation(operationId = "listEventDefinitions", summary = "What is declared of events, by their names")
    public Uni<Page<EventDefinition>> list(@BeanParam PageQuery page) {
        return definitions.list(page.request());
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getEventDefinition", summary = "What is declared of the events of one name")
    public Uni<EventDefinition> get(@RestPath String name) {
        return definitions.get(name);
    }

    @PUT
    @Path("/{name}")
    @Operation(operationId = "putEventDefinition", summary = "Declare the types of an event's properties")
    public Uni<RestResponse<EventDefinition>> put(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch, EventDefinitionSpec spec) {
        return definitions.put(name, spec, ExpectedVersion.ofHeader(ifMatch)).map(EventDefinitionResource::answer);
    }

    private static RestResponse<EventDefinition> answer(EventDefinitionChange change) {
        var definition = change.definition();
        return Created.where(change.created(), "/v1/event-definitions/" + encoded(definition.name()), definition);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteEventDefinition",
            summary = "Take back what the shop has declared of an event, if no rule reads it")
    public Uni<EventDefinitionDeletion> delete(
            @RestPath String name, @RestHeader("If-Match") @Nullable String ifMatch) {
        return definitions.delete(name, ExpectedVersion.ofHeader(ifMatch));
    }
}
