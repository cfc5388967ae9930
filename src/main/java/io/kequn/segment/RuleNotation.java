package io.kequn.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.io.StringWriter;

/// A rule comes as text or as a JSON object; both travel as a string: JSON begins with `{`, which no rule text does.
final class RuleNotation extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case START_OBJECT -> text(parser);
            default -> (String) context.handleUnexpectedToken(String.class, parser);
        };
    }

    /// As it was sent, each number with all its digits.
    private static String text(JsonParser parser) throws IOException {
        var text = new StringWriter();
        try (var generator = parser.getCodec().getFactory().createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }
}
