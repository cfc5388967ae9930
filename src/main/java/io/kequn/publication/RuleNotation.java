package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.io.StringWriter;

/// A rule comes as text or as a JSON object; both travel as a string: JSON begins with `{`, which no rule text
/// does.
public final class RuleNotation extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case START_OBJECT -> text(parser);
            default ->
                throw INPUT_INVALID.because(
                        "Must be a rule: a text in double quotes, or a JSON object.", "须为规则：带双引号的文本，或 JSON 对象。");
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
