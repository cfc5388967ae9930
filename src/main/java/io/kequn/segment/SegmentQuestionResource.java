package io.kequn.segment;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Questions that change nothing.
@Path("/v1/segments")
@Tag(name = "Segments")
public class SegmentQuestionResource {
    private final RulePreviews previews;
    private final MembershipQuestions questions;

    SegmentQuestionResource(RulePreviews previews, MembershipQuestions questions) {
        this.previews = previews;
        this.questions = questions;
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

    /// Keys of 2 to 20 segments.
    public record OverlapRequest(@Nullable List<String> segments) {}
}
