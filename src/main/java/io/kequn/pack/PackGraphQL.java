package io.kequn.pack;

import io.kequn.pack.PackService.Giving;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.rulebook.RulePlan;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class PackGraphQL {
    private final PackService packs;

    PackGraphQL(PackService packs) {
        this.packs = packs;
    }

    @Query
    @Description("The starter packs: segments, tags and layers to begin with.")
    public Uni<List<PackSummary>> packs() {
        return Uni.createFrom().item(packs::list);
    }

    @Query
    @Description("All that a starter pack defines; null when there is none with this key.")
    public Uni<@Nullable Pack> pack(
            @Id String key,
            @Nullable @Description("In which the names of what it defines shall be; the shop's unless said.")
                    PackLanguage language) {
        return packs.find(key, language).map(found -> found.orElse(null));
    }

    @Mutation
    @Description("Makes what the shop lacks of a starter pack, or tells what that would be.")
    public Uni<PackApplyPayload> packApply(PackApplication input) {
        return Payload.of(() -> packs.apply(input.key(), input.giving()), PackApplyPayload::new);
    }

    public record PackApplication(
            String key,

            @Nullable @Description("In which the names of what it defines shall be; the shop's unless said.")
            PackLanguage language,

            @Nullable @Description("Only tells what it would make.")
            Boolean dryRun,

            @Nullable @Description("Also changes what has a key of the pack and differs; without it that is kept.")
            Boolean overwrite) {
        Giving giving() {
            return new Giving(language, Boolean.TRUE.equals(dryRun), Boolean.TRUE.equals(overwrite));
        }
    }

    public record PackApplyPayload(@Nullable RulePlan plan, List<UserError> userErrors) {}
}
