package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// Reads the objects that are conditions on segments, layers, places and samples.
final class JsonDefinitions {
    static final String NOT_IN = "not_in";
    private static final String IN = "in";

    private JsonDefinitions() {}

    static Draft segment(JsonNode node, Place place) {
        JsonFields.only(node, place, Set.of("segment", "operator"));
        String operator = node.has("operator") ? JsonFields.text(node, "operator", place) : IN;
        if (!operator.equals(IN) && !operator.equals(NOT_IN)) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_OPERATOR, place.field("operator"), operator)
                    .expecting(IN + ", " + NOT_IN));
        }
        return new Draft.InSegment(JsonFields.literal(node, "segment", place), operator.equals(NOT_IN));
    }

    static Draft layer(JsonNode node, Place place) {
        JsonFields.only(node, place, Set.of("layer_set", "layer"));
        return new Draft.InLayer(
                JsonFields.literal(node, "layer_set", place), JsonFields.literal(node, "layer", place));
    }

    static Draft within(JsonNode node, Place place) {
        JsonFields.only(node, place, Set.of("within", "unit", "latitude", "longitude"));
        return new Draft.Within(
                JsonFields.literal(node, "within", place),
                JsonFields.word(node, "unit", place),
                JsonFields.literal(node, "latitude", place),
                JsonFields.literal(node, "longitude", place));
    }

    static Draft bucket(JsonNode node, Place place) {
        JsonFields.only(node, place, Set.of("bucket", "percent"));
        return new Draft.Bucket(
                place, JsonFields.literal(node, "bucket", place), JsonFields.literal(node, "percent", place));
    }
}
