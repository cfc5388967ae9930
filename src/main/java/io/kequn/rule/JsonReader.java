package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// Reads the JSON notation. Size and depth are checked without recursion before anything is read.
final class JsonReader {
    private static final String OBJECT =
            "an object with and, or, not, true, attribute, anniversary, function, segment, layer_set, within or bucket";

    private static final String KIND = "that tells the kind of rule";

    /// The forms of a condition, by the field that tells them.
    private static final Map<String, BiFunction<JsonNode, Place, Draft>> CONDITIONS = Map.of(
            "attribute", JsonConditions::attribute,
            "anniversary", JsonConditions::anniversary,
            "function", JsonConditions::function,
            "segment", JsonDefinitions::segment,
            "layer_set", JsonDefinitions::layer,
            "within", JsonDefinitions::within,
            "bucket", JsonDefinitions::bucket);

    private JsonReader() {}

    /// Throws `InvalidRule` with the first problem of the JSON's shape.
    static Draft read(JsonNode json) {
        JsonCheck.check(json);
        return draft(json, Place.json(""));
    }

    private static Draft draft(JsonNode node, Place place) {
        if (!node.isObject()) {
            throw JsonFields.mismatch(place, node, OBJECT);
        }
        for (var condition : CONDITIONS.entrySet()) {
            if (node.has(condition.getKey())) {
                return condition.getValue().apply(node, place);
            }
        }
        return group(node, place);
    }

    private static Draft group(JsonNode node, Place place) {
        String key = List.of("and", "or", "not", "true").stream()
                .filter(node::has)
                .findFirst()
                .orElseThrow(() -> noForm(node, place));
        JsonFields.only(node, place, Set.of(key));
        Place inside = place.field(key);
        JsonNode value = node.path(key);
        return switch (key) {
            case "not" -> new Draft.Not(draft(value, inside));
            case "true" -> everyone(value, inside);
            default -> members(key.equals("and"), value, inside);
        };
    }

    private static InvalidRule noForm(JsonNode node, Place place) {
        if (node.isEmpty()) {
            return new InvalidRule(
                    RuleProblem.of(ProblemCode.MISSING_FIELD, place, KIND).expecting(OBJECT));
        }
        String name = node.fieldNames().next();
        return new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_FIELD, place.field(name), name)
                .expecting(OBJECT));
    }

    private static Draft everyone(JsonNode value, Place place) {
        if (!value.isBoolean() || !value.booleanValue()) {
            throw JsonFields.mismatch(place, value, "true");
        }
        return new Draft.Everyone();
    }

    private static Draft members(boolean all, JsonNode array, Place place) {
        List<Draft> drafts = new ArrayList<>();
        for (JsonNode member : JsonFields.array(array, place)) {
            drafts.add(draft(member, place.field(String.valueOf(drafts.size()))));
        }
        if (drafts.isEmpty()) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.EMPTY_LIST, place));
        }
        return drafts.size() == 1 ? drafts.get(0) : new Draft.Group(all, drafts);
    }
}
