package io.kequn.level;

import io.kequn.platform.graphql.NodeId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Questions about levels that change nothing.
@GraphQLApi
public class LevelQuestionGraphQL {
    private final LevelPreviews previews;
    private final LevelQuestions questions;
    private final LevelExplanations explanations;

    LevelQuestionGraphQL(LevelPreviews previews, LevelQuestions questions, LevelExplanations explanations) {
        this.previews = previews;
        this.questions = questions;
        this.explanations = explanations;
    }

    @Query
    @Description("Where the customer stands in each level program, stood, or will stand.")
    public Uni<List<CustomerLevel>> customerLevels(
            @Id String customer,
            @Description("Add what is missing for the next level and to keep this one, which takes an evaluation.")
                    @DefaultValue("false")
                    boolean progress,
            @Description(LevelQuestion.AS_OF) @Nullable Instant asOf,
            @Description(LevelQuestion.AT) @Nullable Instant at) {
        return questions.of(NodeId.keyOf("Customer", customer), LevelQuestion.of(progress, asOf, at));
    }

    @Query
    @Description("Why a customer qualifies for a level and for none above it, and what would change that.")
    public Uni<LevelExplanation> customerLevelExplanation(
            @Id String levelProgram,
            @Id String customer,
            @Description("Explain the draft that waits, as of now, instead of the published terms.")
                    @DefaultValue("false")
                    boolean draft) {
        return explanations.of(NodeId.keyOf("LevelProgram", levelProgram), NodeId.keyOf("Customer", customer), draft);
    }

    @Query
    @Description("How many customers would have each level if the program's draft were published, and who would move.")
    public Uni<LevelProgramPreview> levelProgramPreview(@Id String levelProgram) {
        return previews.of(NodeId.keyOf("LevelProgram", levelProgram));
    }

    @Query
    @Description("The same of terms that are not saved; what is absent is as in the program that is named.")
    public Uni<LevelProgramPreview> levelTermsPreview(LevelProgramTrial terms) {
        return previews.of(terms);
    }
}
