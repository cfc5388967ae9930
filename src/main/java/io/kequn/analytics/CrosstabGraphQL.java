package io.kequn.analytics;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// Analytics in GraphQL.
@GraphQLApi
public class CrosstabGraphQL {
    private final Crosstabs crosstabs;

    CrosstabGraphQL(Crosstabs crosstabs) {
        this.crosstabs = crosstabs;
    }

    @Query
    @Description("Counts customers by two divisions at once: `layer.<set>`, `tagGroup.<group>`, `level.<program>`, an"
            + " attribute with few values, or a numeric one with bands, `age:18,25,35`.")
    public Uni<Crosstab> crosstab(String rows, String columns, @Nullable String filter) {
        return crosstabs.of(new CrosstabQuestion(rows, columns, filter));
    }
}
