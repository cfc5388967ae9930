package io.kequn.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// A rule comes as text or as a JSON object; both travel as a string: JSON begins with `{`, which no rule text does.
final class RuleNotation extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case START_OBJECT -> context.readValue(parser, JsonNode.class).toString();
            default -> (String) context.handleUnexpectedToken(String.class, parser);
        };
    }
}
