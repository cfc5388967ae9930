package io.kequn.level;

import io.kequn.platform.graphql.NodeId;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;

/// Questions about levels that change nothing.
@GraphQLApi
public class LevelQuestionGraphQL {
    private final LevelPreviews previews;

    LevelQuestionGraphQL(LevelPreviews previews) {
        this.previews = previews;
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
