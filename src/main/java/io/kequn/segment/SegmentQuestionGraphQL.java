package io.kequn.segment;

import io.kequn.platform.graphql.NodeId;
import io.kequn.segment.SegmentSizes.SegmentHistory;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class SegmentQuestionGraphQL {
    private final RulePreviews previews;
    private final MembershipQuestions questions;
    private final SegmentSizes sizes;

    SegmentQuestionGraphQL(RulePreviews previews, MembershipQuestions questions, SegmentSizes sizes) {
        this.previews = previews;
        this.questions = questions;
        this.sizes = sizes;
    }

    @Query
    @Description("What a rule would hold for, without saving it; compared with a segment's members if one is named.")
    public Uni<RulePreview> segmentRulePreview(
            @Description("The rule as text, or as JSON in a string.") String rule, @Id @Nullable String segment) {
        return previews.preview(new PreviewRequest(rule, segment == null ? null : NodeId.keyOf("Segment", segment)));
    }

    @Query
    @Description("Who would enter and who would leave if the segment's draft were published.")
    public Uni<RulePreview> segmentPreview(@Id String segment) {
        return previews.previewOf(NodeId.keyOf("Segment", segment));
    }

    @Query
    @Description("Whether a customer is in each of up to 100 segments.")
    public Uni<CustomerMembership> customerSegmentMembership(@Id String customer, List<String> segmentKeys) {
        return questions.of(NodeId.keyOf("Customer", customer), segmentKeys);
    }

    @Query
    @Description("How many customers each two of up to 20 segments share.")
    public Uni<SegmentOverlap> segmentOverlap(List<String> segments) {
        return questions.overlap(segments);
    }

    @Query
    @Description("The size of a segment day by day; the last 30 days unless said, at most 366.")
    public Uni<SegmentHistory> segmentSizes(@Id String segment, @Nullable LocalDate from, @Nullable LocalDate to) {
        return sizes.of(NodeId.keyOf("Segment", segment), from, to);
    }
}
