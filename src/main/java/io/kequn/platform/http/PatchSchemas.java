package io.kequn.platform.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Shows callers a patch as they send it: the fields themselves, not the record in which we keep them with the
/// names of those that were given.
final class PatchSchemas {
    private static final String REFERENCE = "#/components/schemas/";

    private PatchSchemas() {}

    static void unwrap(OpenAPI contract, Components components) {
        var fields = new HashMap<String, String>();
        components
                .getSchemas()
                .forEach((name, schema) ->
                        fields(name, schema).ifPresent(reference -> fields.put(REFERENCE + name, reference)));
        contract.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(operation -> unwrap(operation, fields)));
        fields.keySet().forEach(patch -> components.removeSchema(patch.substring(REFERENCE.length())));
    }

    private static Optional<String> fields(String name, Schema schema) {
        var parts = schema.getProperties();
        return name.startsWith("Patch") && parts != null && parts.containsKey("given") && parts.containsKey("values")
                ? Optional.of(parts.get("values").getRef())
                : Optional.empty();
    }

    private static void unwrap(Operation operation, Map<String, String> fields) {
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().getMediaTypes().values().stream()
                    .map(MediaType::getSchema)
                    .filter(schema -> fields.containsKey(schema.getRef()))
                    .forEach(schema -> schema.setRef(fields.get(schema.getRef())));
        }
    }
}
