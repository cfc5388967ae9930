package io.kequn.layer;

import io.kequn.layer.LayerSetSizes.LayerSetHistory;
import io.kequn.platform.graphql.NodeId;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class LayerSetQuestionGraphQL {
    private final LayerSetPreviews previews;
    private final LayerSetSizes sizes;
    private final LayerExplanations explanations;

    LayerSetQuestionGraphQL(LayerSetPreviews previews, LayerSetSizes sizes, LayerExplanations explanations) {
        this.previews = previews;
        this.sizes = sizes;
        this.explanations = explanations;
    }

    @Query
    @Description("How large the layers would be if the set's draft were published, and who would move.")
    public Uni<LayerSetPreview> layerSetPreview(@Id String layerSet) {
        return previews.of(NodeId.keyOf("LayerSet", layerSet));
    }

    @Query
    @Description("The size of each layer day by day; the last 30 days unless said, at most 366.")
    public Uni<LayerSetHistory> layerSetSizes(@Id String layerSet, @Nullable LocalDate from, @Nullable LocalDate to) {
        return sizes.of(NodeId.keyOf("LayerSet", layerSet), from, to);
    }

    @Query
    @Description("Why a customer is in its layer of a set and in none before it, and what would change that.")
    public Uni<LayerExplanation> customerLayerExplanation(
            @Id String layerSet,
            @Id String customer,
            @Description("Explain the draft that waits, as of now, instead of the published layers.")
                    @DefaultValue("false")
                    boolean draft) {
        return explanations.of(NodeId.keyOf("LayerSet", layerSet), NodeId.keyOf("Customer", customer), draft);
    }
}
