package io.kequn.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads the JSON notation from a text. What is too deep or has too many values is refused while its tokens are
/// read, before anything is built of it: a few characters can stand for a value that takes a hundred bytes.
public final class JsonText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {}

    /// Throws `InvalidRule` for what is too large, `JsonProcessingException` for what is no JSON.
    public static JsonNode read(String text) throws JsonProcessingException {
        try {
            check(text);
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return JSON.readTree(text);
    }

    private static void check(String text) throws IOException {
        int values = 0;
        int depth = 0;
        try (var parser = JSON.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                values += token.isScalarValue() || token.isStructStart() ? 1 : 0;
                if (depth > Limits.JSON_DEPTH) {
                    throw refused(ProblemCode.TOO_DEEP, String.valueOf(Limits.DEPTH));
                }
                if (values > Limits.JSON_NODES) {
                    throw refused(ProblemCode.TOO_LONG, Limits.JSON_NODES + " JSON values");
                }
            }
        }
    }

    private static InvalidRule refused(ProblemCode code, String argument) {
        return new InvalidRule(RuleProblem.of(code, Place.json(""), argument));
    }
}
