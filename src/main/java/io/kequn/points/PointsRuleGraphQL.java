package io.kequn.points;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// What earns points, in GraphQL.
@GraphQLApi
public class PointsRuleGraphQL {
    private final PointsRuleService rules;
    private final PointsRuleReads reads;

    PointsRuleGraphQL(PointsRuleService rules, PointsRuleReads reads) {
        this.rules = rules;
        this.reads = reads;
    }

    @Query
    @Description("The points rule with this key; null when there is none.")
    public Uni<@Nullable PointsRule> pointsRule(@Id String key) {
        return reads.find(NodeId.keyOf("PointsRule", key)).map(found -> found.orElse(null));
    }

    @Query
    @Description("Points rules by key.")
    public Uni<PointsRuleConnection> pointsRules(
            @Nullable @Description("Whether archived ones are among them.") Boolean archived,
            @Nullable Integer first,
            @Nullable String after) {
        return reads.list(Boolean.TRUE.equals(archived), PageRequest.of(first, after, false, "/first"))
                .map(PointsRuleConnection::of);
    }

    @Mutation
    @Description("Makes a points rule, or makes all of it as it is given.")
    public Uni<PointsRulePayload> pointsRulePut(PointsRuleToPut input) {
        return Payload.of(
                () -> rules.put(input.key(), input.spec(), ExpectedVersion.of(input.expectedVersion()))
                        .map(PointsRuleService.Put::rule),
                PointsRulePayload::new);
    }

    @Mutation
    @Description("Lets a points rule earn no more; what it has earned stays.")
    public Uni<PointsRulePayload> pointsRuleArchive(PointsRuleTarget input) {
        return Payload.of(
                () -> rules.archive(input.key(), ExpectedVersion.of(input.expectedVersion())), PointsRulePayload::new);
    }

    public record PointsRuleTarget(String key, @Nullable Integer expectedVersion) {}

    /// A points rule as it shall be.
    public record PointsRuleToPut(
            String key,
            String name,
            PointsTrigger trigger,
            @Nullable String event,
            @Nullable Integer nth,
            @Nullable Integer every,
            Long points,
            @Nullable Money per,
            @Nullable Rounding rounding,
            @Nullable Money minimumAmount,
            @Nullable List<String> segments,
            @Nullable PointsCap cap,
            @Nullable List<PointsMultiplier> multipliers,
            @Nullable Instant activeFrom,
            @Nullable Instant activeUntil,
            @Nullable Boolean enabled,
            @Nullable Integer expectedVersion) {
        PointsRuleSpec spec() {
            return new PointsRuleSpec(
                    name,
                    trigger,
                    event,
                    nth,
                    every,
                    points,
                    per,
                    rounding,
                    minimumAmount,
                    segments,
                    cap,
                    multipliers,
                    activeFrom,
                    activeUntil,
                    enabled);
        }
    }

    public record PointsRulePayload(@Nullable PointsRule rule, List<UserError> userErrors) {}

    public record PointsRuleEdge(String cursor, PointsRule node) {}

    public record PointsRuleConnection(List<PointsRuleEdge> edges, PageInfo pageInfo) {
        static PointsRuleConnection of(Page<PointsRule> page) {
            return Connections.of(page, PointsRuleEdge::new, PointsRuleConnection::new);
        }

        public List<PointsRule> getNodes() {
            return Connections.nodes(edges, PointsRuleEdge::node);
        }
    }
}
