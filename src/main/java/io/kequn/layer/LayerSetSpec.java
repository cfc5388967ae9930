package io.kequn.layer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleNotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// What a layer set shall be: layers in order, of which a customer is in the first whose rule holds, and a
/// residual layer for all others. Layers and the residual one come together. In a change, what is absent stays and
/// null clears.
public record LayerSetSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<LayerSpec> layers,
        @Nullable ResidualSpec residual,
        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic,
        @Nullable String note) {
    private static final Set<String> FIELDS = Set.of("name", "description", "layers", "residual", "public", "note");

    /// All of a new set: what is null is nothing.
    public Patch<LayerSetSpec> all() {
        return new Patch<>(this, FIELDS);
    }

    /// The change to what a file of rules says of a present set. The layers are compared by what they mean.
    Patch<LayerSetSpec> filed() {
        var given = new HashSet<>(Set.of("name"));
        if (description != null) {
            given.add("description");
        }
        if (isPublic != null) {
            given.add("public");
        }
        return new Patch<>(this, given);
    }

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
