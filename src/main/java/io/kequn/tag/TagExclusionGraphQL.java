package io.kequn.tag;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class TagExclusionGraphQL {
    private final TagExclusions exclusions;

    TagExclusionGraphQL(TagExclusions exclusions) {
        this.exclusions = exclusions;
    }

    @Query
    @Description("The customers from whom people have taken a tag that a rule gives; `tagPinRemove` takes that back.")
    public Uni<TagExclusionConnection> tagExclusions(@Id String tag, @Nullable Integer first, @Nullable String after) {
        return exclusions
                .of(NodeId.keyOf("Tag", tag), PageRequest.of(first, after, false, "/first"))
                .map(TagExclusionConnection::of);
    }

    public record TagExclusionEdge(String cursor, TagExclusion node) {}

    public record TagExclusionConnection(List<TagExclusionEdge> edges, PageInfo pageInfo) {
        static TagExclusionConnection of(Page<TagExclusion> page) {
            return Connections.of(page, TagExclusionEdge::new, TagExclusionConnection::new);
        }

        public List<TagExclusion> getNodes() {
            return Connections.nodes(edges, TagExclusionEdge::node);
        }
    }
}
