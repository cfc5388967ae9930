package io.kequn.segment;

import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.segment.SegmentCommandGraphQL.SegmentPayload;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class SegmentVersionGraphQL {
    private final SegmentVersions versions;
    private final PublicationService publications;

    SegmentVersionGraphQL(SegmentVersions versions, PublicationService publications) {
        this.versions = versions;
        this.publications = publications;
    }

    @Query
    @Description("The rules that a segment has had, the latest first.")
    public Uni<SegmentVersionConnection> segmentVersions(
            @Id String segment, @Nullable Integer first, @Nullable String after) {
        return versions.list(NodeId.keyOf("Segment", segment), PageRequest.of(first, after, false, "/first"))
                .map(SegmentVersionConnection::of);
    }

    @Query
    @Description("One version of a segment's rule; null when there is none.")
    public Uni<@Nullable SegmentVersion> segmentVersion(@Id String segment, int number) {
        return versions.find(NodeId.keyOf("Segment", segment), number).map(found -> found.orElse(null));
    }

    @Mutation
    public Uni<SegmentPayload> segmentVersionPublish(SegmentVersionTarget input) {
        return Payload.of(
                () -> publications.publish(
                        input.segment(), input.number(), ExpectedVersion.of(input.expectedVersion())),
                SegmentPayload::new);
    }

    /// Which version of which segment, and the segment's version that the caller has seen.
    public record SegmentVersionTarget(
            String segment, int number, @Nullable Integer expectedVersion) {}

    public record SegmentVersionEdge(String cursor, SegmentVersion node) {}

    public record SegmentVersionConnection(List<SegmentVersionEdge> edges, PageInfo pageInfo) {
        static SegmentVersionConnection of(Page<SegmentVersion> page) {
            return Connections.of(page, SegmentVersionEdge::new, SegmentVersionConnection::new);
        }

        public List<SegmentVersion> getNodes() {
            return Connections.nodes(edges, SegmentVersionEdge::node);
        }
    }
}
