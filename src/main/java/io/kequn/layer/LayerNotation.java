package io.kequn.layer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/// The layers of a version as the database keeps them.
public final class LayerNotation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Layer>> LAYERS = new TypeReference<>() {};

    private LayerNotation() {}

    static String write(List<Layer> layers) {
        try {
            return JSON.writeValueAsString(layers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What [#write] has written.
    public static List<Layer> read(String json) {
        try {
            return JSON.readValue(json, LAYERS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored layers cannot be read", broken);
        }
    }
}
