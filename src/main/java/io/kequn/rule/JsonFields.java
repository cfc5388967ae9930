package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/// Reads fields of JSON objects, each with a refusal that points at it.
final class JsonFields {
    private JsonFields() {}

    static Draft.Literal literal(JsonNode node, Place place) {
        if (node.isTextual()) {
            return new Draft.Literal(Draft.Form.STRING, node.textValue(), place);
        }
        if (node.isBoolean()) {
            return new Draft.Literal(Draft.Form.TRUTH, node.asText(), place);
        }
        if (node.isNumber()) {
            return new Draft.Literal(Draft.Form.NUMBER, JsonCheck.digits(node, place), place);
        }
        throw mismatch(place, node, "a string, a number or a boolean");
    }

    static Draft.Literal literal(JsonNode node, String field, Place place) {
        return literal(required(node, field, place), place.field(field));
    }

    static Draft.Word word(JsonNode node, String field, Place place) {
        return new Draft.Word(text(node, field, place), place.field(field));
    }

    static String text(JsonNode node, String field, Place place) {
        JsonNode value = required(node, field, place);
        if (!value.isTextual()) {
            throw mismatch(place.field(field), value, "a string");
        }
        return value.textValue();
    }

    static JsonNode required(JsonNode node, String field, Place place) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.MISSING_FIELD, place, field));
        }
        return value;
    }

    static JsonNode array(JsonNode node, Place place) {
        if (!node.isArray()) {
            throw mismatch(place, node, "an array");
        }
        return node;
    }

    static void only(JsonNode node, Place place, Set<String> known) {
        for (String name : (Iterable<String>) node::fieldNames) {
            if (!known.contains(name)) {
                throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_FIELD, place.field(name), name)
                        .suggesting(Names.nearest(name, known)));
            }
        }
    }

    static InvalidRule mismatch(Place place, JsonNode node, String expected) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return new InvalidRule(
                RuleProblem.of(ProblemCode.TYPE_MISMATCH, place, kind, "rule").expecting(expected));
    }
}
