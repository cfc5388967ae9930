package io.kequn.segment;

import io.kequn.segment.SegmentSizes.SegmentHistory;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Questions that change nothing.
@Path("/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
public class SegmentQuestionResource {
    private final RulePreviews previews;
    private final MembershipQuestions questions;
    private final SegmentSizes sizes;

    SegmentQuestionResource(RulePreviews previews, MembershipQuestions questions, SegmentSizes sizes) {
        this.previews = previews;
        this.questions = questions;
        this.sizes = sizes;
    }

    @POST
    @Path("/preview")
    @Operation(
            operationId = "previewRule",
            summary = "Try a rule without saving it: exact count, samples, and what it would change in a segment")
    public Uni<RulePreview> preview(PreviewRequest request) {
        return previews.preview(request);
    }

    @POST
    @Path("/{key}/preview")
    @Operation(
            operationId = "previewSegment",
            summary = "Tell who would enter and who would leave if the draft were published")
    public Uni<RulePreview> previewOf(@RestPath String key) {
        return previews.previewOf(key);
    }

    @POST
    @Path("/overlap")
    @Operation(
            operationId = "getSegmentOverlap",
            summary = "Count the customers that each two of up to 20 segments share")
    public Uni<SegmentOverlap> overlap(OverlapRequest request) {
        return questions.overlap(request.segments());
    }

    @GET
    @Path("/{key}/sizes")
    @Operation(operationId = "getSegmentSizes", summary = "Tell the size of a segment day by day, at most 366 days")
    public Uni<SegmentHistory> sizes(
            @RestPath String key,
            @Parameter(description = "First day, such as 2026-01-31; 30 days unless said.") @RestQuery @Nullable
                    LocalDate from,
            @Parameter(description = "Last day; today unless said.") @RestQuery @Nullable LocalDate to) {
        return sizes.of(key, from, to);
    }

    /// Keys of 2 to 20 segments.
    public record OverlapRequest(@Nullable List<String> segments) {}
}
