package io.kequn.segment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a layer set shall be: layers in order, of which a customer is in the first whose rule holds, and a
/// residual layer for all others. Layers and the residual one come together; what is null stays as it is.
public record LayerSetSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<LayerSpec> layers,
        @Nullable ResidualSpec residual,
        @Nullable String note) {

    /// A layer with the rule of those who are in it.
    public record LayerSpec(
            @Nullable String key,
            @Nullable String name,

            @JsonDeserialize(using = RuleNotation.class)
            @Description("The rule as text, or as JSON in a string")
            @Nullable
            String rule) {}

    /// The layer of those for whom no rule holds.
    public record ResidualSpec(
            @Nullable String key, @Nullable String name) {}
}
