package io.kequn.publication;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
public class DependentsGraphQL {
    private final Dependents dependents;

    DependentsGraphQL(Dependents dependents) {
        this.dependents = dependents;
    }

    @Query
    @Description("Whose rules read a definition.")
    public Uni<List<Dependent>> dependents(DefinitionKind kind, @Id String key) {
        return dependents.of(kind, key).map(Dependents.DependentList::items);
    }
}
