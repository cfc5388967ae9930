package io.kequn.explanation;

import io.kequn.platform.graphql.NodeId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Explanations of segments and of tags, in GraphQL.
@GraphQLApi
public class ExplanationGraphQL {
    private final Explanations explanations;

    ExplanationGraphQL(Explanations explanations) {
        this.explanations = explanations;
    }

    @Query
    @Description("Why a customer is in a segment or is not, and the nearest change that flips it.")
    public Uni<SegmentExplanation> customerSegmentExplanation(
            @Id String segment,
            @Id String customer,
            @Description("Explain the draft that waits, as of now, instead of the published rule.")
                    @DefaultValue("false")
                    boolean draft,
            @Description("Explain the past, by the rule that was live then over the facts as they were.") @Nullable
                    Instant asOf) {
        return explanations.of(NodeId.keyOf("Segment", segment), NodeId.keyOf("Customer", customer), draft, asOf);
    }

    @Query
    @Description("Why a customer has a tag that a rule gives, or has it not.")
    public Uni<TagExplanation> customerTagExplanation(@Id String tag, @Id String customer) {
        return explanations.ofTag(NodeId.keyOf("Tag", tag), NodeId.keyOf("Customer", customer));
    }
}
