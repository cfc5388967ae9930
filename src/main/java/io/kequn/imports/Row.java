package io.kequn.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a file. `values` holds what is there by target (`placedAt`, `line.quantity`), `content` the row as it
/// stands in the file. `json` is a whole object in the API's own form, where the import has no mapping.
record Row(
        long line,
        String content,
        Map<String, String> values,
        @Nullable ObjectNode json) {
    private static final String CONTENT = "";

    Row {
        values = Map.copyOf(values);
    }

    @Nullable
    String get(String target) {
        return values.get(target);
    }

    /// As it waits for the other rows of its order.
    String stored() {
        var object = new JsonObject();
        values.forEach(object::put);
        return object.put(CONTENT, content).encode();
    }

    static Row read(long line, JsonObject stored) {
        var values = new HashMap<String, String>();
        stored.forEach(entry -> values.put(entry.getKey(), (String) entry.getValue()));
        var content = values.remove(CONTENT);
        return new Row(line, content == null ? "" : content, values, null);
    }
}
