package io.kequn.rulebook;

import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.points.PointsSettingsSpec;
import io.kequn.rulebook.RuleBooks.Applying;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class RuleBookGraphQL {
    private final RuleBooks books;

    RuleBookGraphQL(RuleBooks books) {
        this.books = books;
    }

    @Query
    @Description("All rules of the shop as one document.")
    public Uni<RuleBook> rules() {
        return books.export();
    }

    @Mutation
    @Description("Makes the rules of the shop as the document says, or tells what that would change.")
    public Uni<RulesApplyPayload> rulesApply(RulesApplication input) {
        return Payload.of(
                () -> books.apply(
                        input.book(),
                        new Applying(Boolean.TRUE.equals(input.dryRun()), Boolean.TRUE.equals(input.prune()), false)),
                RulesApplyPayload::new);
    }

    public record RulesApplication(
            @Nullable List<AttributeDefinition> attributes,
            @Nullable List<DeclaredEvent> eventDefinitions,
            @Nullable List<TagGroupDefinition> tagGroups,
            @Nullable List<TagDefinition> tags,
            @Nullable List<SegmentDefinition> segments,
            @Nullable List<LayerSetDefinition> layerSets,
            @Nullable List<LevelProgramDefinition> levelPrograms,
            @Nullable PointsSettingsSpec pointsSettings,
            @Nullable List<PointsRuleDefinition> pointsRules,

            @Nullable @Description("Only tells what it would change.")
            Boolean dryRun,

            @Nullable
            @Description(
                    "Also archives the segments, layer sets, level programs and points rules that are not named, and"
                            + " takes away the rules of tags that have none here. A list that is not there is left alone.")
            Boolean prune) {
        RuleBook book() {
            return new RuleBook(
                    RuleBook.VERSION,
                    attributes,
                    eventDefinitions,
                    tagGroups,
                    tags,
                    segments,
                    layerSets,
                    levelPrograms,
                    pointsSettings,
                    pointsRules);
        }
    }

    public record RulesApplyPayload(@Nullable RulePlan plan, List<UserError> userErrors) {}
}
