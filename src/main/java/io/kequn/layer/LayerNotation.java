package io.kequn.layer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layers of a version as the database keeps them.
public final class LayerNotation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Stored>> LAYERS = new TypeReference<>() {};

    private LayerNotation() {}

    /// Equal layers have equal texts, so that no field may ever come or go.
    private record Stored(
            String key,
            String name,
            @Nullable String rule,
            @Nullable Long customerCount) {
        static Stored of(LayerRule layer) {
            return new Stored(layer.key(), layer.name(), layer.rule(), null);
        }

        LayerRule layer() {
            return new LayerRule(key, name, rule);
        }
    }

    static String write(List<LayerRule> layers) {
        try {
            return JSON.writeValueAsString(layers.stream().map(Stored::of).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What [#write] has written.
    public static List<LayerRule> read(String json) {
        try {
            return JSON.readValue(json, LAYERS).stream().map(Stored::layer).toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored layers cannot be read", broken);
        }
    }

    /// The same as callers see them, not counted.
    static List<Layer> read(String set, String json) {
        return read(json).stream().map(layer -> Layer.of(set, layer, null)).toList();
    }
}
