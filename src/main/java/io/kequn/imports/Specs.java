package io.kequn.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;

/// Specs as jobs keep them.
final class Specs {
    private Specs() {}

    static JsonObject write(ObjectMapper json, ImportSpec spec) {
        try {
            return new JsonObject(json.writeValueAsString(spec));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ImportSpec read(ObjectMapper json, JsonObject stored) {
        try {
            return json.readValue(stored.encode(), ImportSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
