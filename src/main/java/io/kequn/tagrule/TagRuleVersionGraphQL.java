package io.kequn.tagrule;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.tagrule.TagRuleGraphQL.TagRulePayload;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class TagRuleVersionGraphQL {
    private final TagRuleVersions versions;

    TagRuleVersionGraphQL(TagRuleVersions versions) {
        this.versions = versions;
    }

    @Query
    @Description("The rules that have given a tag, the latest first.")
    public Uni<TagRuleVersionConnection> tagRuleVersions(
            @Id String tag, @Nullable Integer first, @Nullable String after) {
        return versions.list(NodeId.keyOf("Tag", tag), PageRequest.of(first, after, false, "/first"))
                .map(TagRuleVersionConnection::of);
    }

    @Query
    @Description("One version of the rule that gives a tag; null when there is none.")
    public Uni<@Nullable TagRuleVersion> tagRuleVersion(@Id String tag, int number) {
        return versions.find(NodeId.keyOf("Tag", tag), number).map(found -> found.orElse(null));
    }

    @Mutation
    @Description("Gives the tag by an earlier rule again, which makes a new version with that rule.")
    public Uni<TagRulePayload> tagRuleVersionPublish(TagRuleVersionTarget input) {
        return Payload.of(
                () -> versions.publish(input.tag(), input.number(), ExpectedVersion.of(input.expectedVersion())),
                TagRulePayload::new);
    }

    /// Which version of which tag's rule, and the rule's version that the caller has seen.
    public record TagRuleVersionTarget(
            String tag, int number, @Nullable Integer expectedVersion) {}

    public record TagRuleVersionEdge(String cursor, TagRuleVersion node) {}

    public record TagRuleVersionConnection(List<TagRuleVersionEdge> edges, PageInfo pageInfo) {
        static TagRuleVersionConnection of(Page<TagRuleVersion> page) {
            return Connections.of(page, TagRuleVersionEdge::new, TagRuleVersionConnection::new);
        }

        public List<TagRuleVersion> getNodes() {
            return Connections.nodes(edges, TagRuleVersionEdge::node);
        }
    }
}
