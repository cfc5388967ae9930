package io.kequn.audience;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/segments/{key}/exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Exports", description = "Members who have agreed, as files for other systems")
public class SegmentExportResource {
    private final AudienceService exports;

    SegmentExportResource(AudienceService exports) {
        this.exports = exports;
    }

    @POST
    @Operation(
            operationId = "exportSegment",
            summary =
                    "Export the members who have agreed to a purpose over a channel; tells how many, and why not others")
    public Uni<AudienceExport> create(@RestPath String key, AudienceSpec spec) {
        return exports.create(key, spec);
    }
}
