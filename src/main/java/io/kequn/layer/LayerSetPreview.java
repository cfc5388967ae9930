package io.kequn.layer;

import io.kequn.customer.CustomerSummary;
import io.kequn.publication.Dependent;
import io.kequn.publication.RuleCheck;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// How a layer set would divide the customers, were its draft live at `evaluatedAt`; of a set without a draft, its
/// published layers.
public record LayerSetPreview(
        String layerSet,
        List<PreviewedLayer> layers,

        @Description("Who would move from where to where, the larger moves first, with up to 50 customers in all.")
        List<PreviewedMove> moves,

        @Description("Whose rules read the set; they would follow.")
        List<Dependent> dependents,

        Instant evaluatedAt,
        String timeZone) {
    public LayerSetPreview {
        layers = List.copyOf(layers);
        moves = List.copyOf(moves);
        dependents = List.copyOf(dependents);
    }

    /// A layer with how many customers would be in it, and how many are; `check` is its rule with findings,
    /// null for the residual one.
    public record PreviewedLayer(
            String key, String name, @Nullable RuleCheck check, long count, long present) {}

    /// Customers who would move, `from` null for those who are in no layer yet.
    public record PreviewedMove(@Nullable String from, String to, long count, List<CustomerSummary> samples) {
        public PreviewedMove {
            samples = List.copyOf(samples);
        }
    }
}
