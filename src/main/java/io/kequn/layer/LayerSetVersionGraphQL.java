package io.kequn.layer;

import io.kequn.layer.LayerSetGraphQL.LayerSetPayload;
import io.kequn.platform.graphql.Connections;
import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.graphql.PageInfo;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class LayerSetVersionGraphQL {
    private final LayerSetVersions versions;
    private final LayerSetService sets;

    LayerSetVersionGraphQL(LayerSetVersions versions, LayerSetService sets) {
        this.versions = versions;
        this.sets = sets;
    }

    @Query
    @Description("The layers that a set has had, the latest first.")
    public Uni<LayerSetVersionConnection> layerSetVersions(
            @Id String layerSet, @Nullable Integer first, @Nullable String after) {
        return versions.list(NodeId.keyOf("LayerSet", layerSet), PageRequest.of(first, after, false, "/first"))
                .map(LayerSetVersionConnection::of);
    }

    @Query
    @Description("One version of a set's layers; null when there is none.")
    public Uni<@Nullable LayerSetVersion> layerSetVersion(@Id String layerSet, int number) {
        return versions.find(NodeId.keyOf("LayerSet", layerSet), number).map(found -> found.orElse(null));
    }

    @Mutation
    public Uni<LayerSetPayload> layerSetVersionPublish(LayerSetVersionTarget input) {
        return Payload.of(
                () -> sets.publish(input.layerSet(), input.number(), ExpectedVersion.of(input.expectedVersion())),
                LayerSetPayload::new);
    }

    /// Which version of which set, and the set's version that the caller has seen.
    public record LayerSetVersionTarget(
            String layerSet, int number, @Nullable Integer expectedVersion) {}

    public record LayerSetVersionEdge(String cursor, LayerSetVersion node) {}

    public record LayerSetVersionConnection(List<LayerSetVersionEdge> edges, PageInfo pageInfo) {
        static LayerSetVersionConnection of(Page<LayerSetVersion> page) {
            return Connections.of(page, LayerSetVersionEdge::new, LayerSetVersionConnection::new);
        }

        public List<LayerSetVersion> getNodes() {
            return Connections.nodes(edges, LayerSetVersionEdge::node);
        }
    }
}
