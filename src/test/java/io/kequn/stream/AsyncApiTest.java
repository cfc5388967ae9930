package io.kequn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The description of the events is made from their Java types, and the committed one is that.
/// `mvn -Dtest=AsyncApiTest -Dcontract.update test` writes it anew.
class AsyncApiTest {
    private static final Path COMMITTED = Path.of("openapi/asyncapi.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private final ObjectNode document = YAML.createObjectNode();

    @Test
    void committedDescriptionIsThatOfTheTypes() throws IOException {
        describe();
        var described = YAML.writeValueAsString(document);
        if (System.getProperty("contract.update") != null) {
            Files.writeString(COMMITTED, described);
        }

        assertThat(described)
                .as("The events have changed. If that is meant, run: mvn -Dtest=AsyncApiTest -Dcontract.update test")
                .isEqualTo(Files.readString(COMMITTED));
    }

    private void describe() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Kequn events")
                .put("version", "v1")
                .put(
                        "description",
                        "What happens to customers, as CloudEvents 1.0: in pages and as server-sent events at"
                                + " `/v1/changes`, and by subscriptions of GraphQL.");
        var servers = document.putObject("servers");
        servers.putObject("rest").put("host", "localhost:8080").put("protocol", "http");
        servers.putObject("graphql").put("host", "localhost:8080").put("protocol", "ws");
        var channels = document.putObject("channels");
        channel(channels.putObject("changes"), "/v1/changes", "rest", "Each `data` of the stream is one of these.");
        channel(
                channels.putObject("subscriptions"),
                "/graphql",
                "graphql",
                "By the protocol `graphql-transport-ws`: `node` in what the subscription `changes` gives is one of these.");
        var operations = document.putObject("operations");
        for (var channel : List.of("changes", "subscriptions")) {
            operations
                    .putObject("send" + channel.substring(0, 1).toUpperCase(Locale.ROOT) + channel.substring(1))
                    .put("action", "send")
                    .putObject("channel")
                    .put("$ref", "#/channels/" + channel);
        }
        var components = document.putObject("components");
        var messages = components.putObject("messages");
        for (var type : EventType.values()) {
            message(messages.putObject(type.text()), type);
        }
        var schemas = components.putObject("schemas");
        schema(schemas.putObject("ChangeEvent"), ChangeEvent.class);
        schema(schemas.putObject("ChangeData"), ChangeData.class);
        schema(schemas.putObject("ChangePoints"), ChangeData.ChangePoints.class);
    }

    private static void channel(ObjectNode channel, String address, String server, String description) {
        channel.put("address", address).put("description", description);
        channel.putArray("servers").addObject().put("$ref", "#/servers/" + server);
        var messages = channel.putObject("messages");
        for (var type : EventType.values()) {
            messages.putObject(type.text()).put("$ref", "#/components/messages/" + type.text());
        }
    }

    private static void message(ObjectNode message, EventType type) {
        message.put("name", type.text())
                .put("summary", meaning(type))
                .put(
                        "description",
                        "Shown to credentials with the scope `" + type.scope().text() + "`.")
                .put("contentType", ChangeEvent.MEDIA_TYPE);
        var parts = message.putObject("payload").putArray("allOf");
        parts.addObject().put("$ref", "#/components/schemas/ChangeEvent");
        parts.addObject().putObject("properties").putObject("type").put("const", type.text());
    }

    private static String meaning(EventType type) {
        return switch (type) {
            case SEGMENT_ENTERED -> "The customer has entered `segment`.";
            case SEGMENT_LEFT -> "The customer has left `segment`.";
            case TAG_ASSIGNED -> "The customer has got `tag`.";
            case TAG_CHANGED -> "The customer keeps `tag` for longer, or has it from somebody else now.";
            case TAG_REMOVED -> "The customer has lost `tag`.";
            case LAYER_MOVED -> "The customer has moved between the layers of `layerSet`.";
            case LEVEL_CHANGED -> "The customer has another level of `levelProgram`.";
            case POINTS_CHANGED -> "The customer's account stands at `points`.";
            case CUSTOMER_CREATED -> "The customer is there.";
            case CUSTOMER_UPDATED -> "Attributes of the customer have changed: `changed` names them.";
            case CUSTOMER_MERGED -> "The customer is another one from now on: `mergedInto`.";
            case CUSTOMER_ABSORBED -> "Another customer has become this one: `mergedFrom`.";
            case CUSTOMER_RESTORED ->
                "The customer is one of its own again and not `mergedFrom`: the merger was undone.";
            case CUSTOMER_ERASED -> "The customer is gone.";
        };
    }

    private static void schema(ObjectNode schema, Class<?> type) {
        schema.put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var component : type.getRecordComponents()) {
            if (!isNullable(component)) {
                required.add(component.getName());
            }
            property(properties.putObject(component.getName()), component);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    /// A kind of value that is not among these is to be added here.
    private static void property(ObjectNode property, RecordComponent component) {
        var formats = Map.<Class<?>, String>of(UUID.class, "uuid", Instant.class, "date-time");
        var type = component.getType();
        if (type == String.class) {
            property.put("type", "string");
        } else if (formats.containsKey(type)) {
            property.put("type", "string").put("format", formats.get(type));
        } else if (type == long.class || type == Integer.class) {
            property.put("type", "integer");
        } else if (type == List.class) {
            property.put("type", "array").putObject("items").put("type", "string");
        } else if (type.isRecord()) {
            property.put("$ref", "#/components/schemas/" + type.getSimpleName());
        } else {
            throw new IllegalStateException("No schema for " + component);
        }
    }
}
