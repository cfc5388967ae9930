package io.kequn.timetravel;

import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Time travel")
public class PastMembersResource {
    private final PastReads past;

    PastMembersResource(PastReads past) {
        this.past = past;
    }

    @GET
    @Operation(
            operationId = "listPastMembers",
            summary = "List who was in a segment or layer, or had a tag, at an instant")
    public Uni<Page<PastMember>> list(
            @RestQuery @Nullable String segment,
            @RestQuery @Nullable String tag,
            @Parameter(description = "With the layer.") @RestQuery @Nullable String layerSet,
            @RestQuery @Nullable String layer,
            @Parameter(description = "An instant of the past; now unless said.", example = "2026-01-31T12:00:00Z")
                    @RestQuery
                    @Nullable
                    String asOf,
            @BeanParam PageQuery page) {
        return past.members(PastQuestion.of(segment, tag, layerSet, layer, AsOf.read(asOf)), page.request());
    }
}
