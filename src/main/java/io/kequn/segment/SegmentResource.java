package io.kequn.segment;

import io.kequn.platform.http.Created;
import io.kequn.platform.http.ListFiles.Lines;
import io.kequn.platform.http.MediaTypes;
import io.kequn.platform.http.PageQuery;
import io.kequn.platform.page.Page;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleCheck;
import io.kequn.publication.RuleChecks;
import io.kequn.publication.RuleToCheck;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments", description = "Named groups of customers, by rule or by list")
public class SegmentResource {
    private static final String MEMBERS =
            "List the members of a segment; as NDJSON or CSV all of them, however many, without pages";

    private final SegmentService segments;
    private final PublicationService publications;
    private final SegmentMembers members;
    private final StaticMembers listed;
    private final MemberStreams streams;
    private final RuleChecks rules;

    SegmentResource(
            SegmentService segments,
            PublicationService publications,
            SegmentMembers members,
            StaticMembers listed,
            MemberStreams streams,
            RuleChecks rules) {
        this.segments = segments;
        this.publications = publications;
        this.members = members;
        this.listed = listed;
        this.streams = streams;
        this.rules = rules;
    }

    @GET
    @Operation(operationId = "listSegments", summary = "List segments by key; archived ones with `status=archived`")
    public Uni<Page<Segment>> list(@RestQuery @Nullable String status, @BeanParam PageQuery page) {
        return segments.list(status, page.request());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createSegment", summary = "Create a segment as a draft, or a static one")
    public Uni<RestResponse<Segment>> create(NewSegment request) {
        return segments.create(request).map(SegmentResource::created);
    }

    @POST
    @Path("/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "validateRule", summary = "Check a rule without saving it")
    public Uni<RuleCheck> validate(
            @Parameter(description = "Whether findings tell how many customers lack the value.")
                    @RestQuery
                    @DefaultValue("false")
                    boolean count,
            RuleToCheck request) {
        return rules.check(request, count);
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getSegment", summary = "Read a segment with status, build progress and member count")
    public Uni<Segment> get(@RestPath String key) {
        return segments.get(key);
    }

    @PUT
    @Path("/{key}")
    @Operation(operationId = "putSegment", summary = "Create a segment, or change its name, description and draft rule")
    public Uni<RestResponse<Segment>> put(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<SegmentSpec> request) {
        return segments.put(key, request, ExpectedVersion.ofHeader(ifMatch))
                .map(put -> Created.where(put.created(), "/v1/segments/" + key, put.segment()));
    }

    @PATCH
    @Path("/{key}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(operationId = "changeSegment", summary = "Change what is given of a segment; a rule becomes its draft")
    public Uni<Segment> change(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, Patch<SegmentSpec> request) {
        return segments.change(key, request, ExpectedVersion.ofHeader(ifMatch));
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            operationId = "deleteSegment",
            summary = "Delete a draft, or an archived segment that has no members left")
    public Uni<Void> delete(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return publications.delete(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/publish")
    @Operation(operationId = "publishSegment", summary = "Make the draft rule live, and build the segment")
    public Uni<Segment> publish(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return publications.publish(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/archive")
    @Operation(operationId = "archiveSegment", summary = "End a segment: nobody is a member any more")
    public Uni<Segment> archive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return publications.archive(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/unarchive")
    @Operation(operationId = "unarchiveSegment", summary = "Bring an archived segment back")
    public Uni<Segment> unarchive(@RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch) {
        return publications.unarchive(key, ExpectedVersion.ofHeader(ifMatch));
    }

    @POST
    @Path("/{key}/duplicate")
    @ResponseStatus(201)
    @Operation(operationId = "duplicateSegment", summary = "Copy a segment's rule into a new draft")
    public Uni<RestResponse<Segment>> duplicate(@RestPath String key, NewSegment copy) {
        return segments.duplicate(key, copy).map(SegmentResource::created);
    }

    @GET
    @Path("/{key}/members")
    @Produces(MediaType.APPLICATION_JSON + ";qs=1")
    @Operation(operationId = "listSegmentMembers", summary = MEMBERS)
    public Uni<Page<SegmentMember>> members(@RestPath String key, @BeanParam PageQuery page) {
        return members.of(key, page.request());
    }

    @GET
    @Path("/{key}/members")
    @Produces(MediaTypes.NDJSON + ";qs=0.5")
    @Operation(operationId = "listSegmentMembers", summary = MEMBERS)
    public Multi<Lines> memberLines(@RestPath String key) {
        return streams.lines(key).onItem().transformToMulti(lines -> lines);
    }

    @GET
    @Path("/{key}/members")
    @Produces(MediaTypes.CSV + ";qs=0.4")
    @Operation(operationId = "listSegmentMembers", summary = MEMBERS)
    public Multi<String> memberFile(
            @RestPath String key,
            @Parameter(description = "Columns of the file, parted by commas; all unless said.") @RestQuery @Nullable
                    String columns) {
        return streams.file(key, columns).onItem().transformToMulti(rows -> rows);
    }

    @POST
    @Path("/{key}/members")
    @Operation(operationId = "changeSegmentMembers", summary = "Add customers to a static segment and remove them")
    public Uni<MembersChange> changeMembers(@RestPath String key, MemberEdits request) {
        return listed.change(key, request);
    }

    private static RestResponse<Segment> created(Segment segment) {
        return Created.at("/v1/segments/" + segment.key(), segment);
    }
}
