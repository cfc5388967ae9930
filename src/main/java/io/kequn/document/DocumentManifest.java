package io.kequn.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.problem.Inputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Documents by their ids, as the builds of clients write them: an object of ids and texts (Relay, GraphQL Code
/// Generator), or Apollo's operation manifest, whose `operations` have `id` and `body`.
@Schema(
        type = SchemaType.OBJECT,
        additionalProperties = Object.class,
        description = "Either the texts of documents by their ids, as Relay and GraphQL Code Generator write them, or"
                + " Apollo's manifest (`format`: `apollo-persisted-query-manifest`, `operations` with `id` and `body`)",
        examples = "{\"top-tags\": \"query TopTags { tags(first: 5) { nodes { key name } } }\"}")
public record DocumentManifest(
        @JsonValue @Schema(hidden = true) Map<String, @Nullable Object> content) {
    private static final String APOLLO = "apollo-persisted-query-manifest";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DocumentManifest {
        content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
    }

    /// The documents, and in `inputs` where something is none.
    List<NewDocument> documents(Inputs inputs) {
        return APOLLO.equals(content.get("format")) ? ofApollo(inputs) : plain(inputs);
    }

    private List<NewDocument> plain(Inputs inputs) {
        var documents = new ArrayList<NewDocument>();
        content.forEach((id, value) -> {
            if (value instanceof String text) {
                documents.add(new NewDocument(id, text));
            } else {
                inputs.refuse(pointer(id), "Must be the text of a document.", "须为文档文本。");
            }
        });
        return documents;
    }

    private List<NewDocument> ofApollo(Inputs inputs) {
        var documents = new ArrayList<NewDocument>();
        var operations = content.get("operations") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof Map<?, ?> operation
                    && operation.get("id") instanceof String id
                    && operation.get("body") instanceof String body) {
                documents.add(new NewDocument(id, body));
            } else {
                inputs.refuse("/operations/" + i, "Must have an `id` and a `body`.", "须包含 `id` 与 `body`。");
            }
        }
        return documents;
    }

    /// Where the document stands in what was sent.
    String pointer(int index, NewDocument document) {
        return APOLLO.equals(content.get("format")) ? "/operations/" + index : pointer(document.id());
    }

    private static String pointer(String id) {
        return "/" + id.replace("~", "~0").replace("/", "~1");
    }
}
