package io.kequn.segment;

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

@Path("/v1/segments/{key}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class SegmentVersionResource {
    private final SegmentVersions versions;
    private final PublicationService publications;

    SegmentVersionResource(SegmentVersions versions, PublicationService publications) {
        this.versions = versions;
        this.publications = publications;
    }

    @GET
    @Operation(operationId = "listSegmentVersions", summary = "List the rules that a segment has had, the latest first")
    public Uni<Page<SegmentVersion>> list(@RestPath String key, @BeanParam PageQuery page) {
        return versions.list(key, page.request());
    }

    @GET
    @Path("/{number}")
    @Operation(operationId = "getSegmentVersion", summary = "Read one version of a segment's rule")
    public Uni<SegmentVersion> get(@RestPath String key, @RestPath int number) {
        return versions.get(key, number);
    }

    @POST
    @Path("/{number}/publish")
    @Operation(
            operationId = "publishSegmentVersion",
            summary = "Make this version live, and build the segment; an earlier one takes the rule back")
    public Uni<Segment> publish(
            @RestPath String key, @RestPath int number, @RestHeader("If-Match") @Nullable String ifMatch) {
        return publications.publish(key, number, ExpectedVersion.ofHeader(ifMatch));
    }
}
