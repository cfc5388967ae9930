package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the objects that are conditions on attributes and events.
final class JsonConditions {
    static final String HAS_BEEN = "has_been";

    private static final Map<String, Operator> OPERATORS = operators();

    private JsonConditions() {}

    static Draft attribute(JsonNode node, Place place) {
        boolean hasBeen = HAS_BEEN.equals(node.path("operator").textValue());
        if (!hasBeen) {
            JsonFields.only(node, place, Set.of("attribute", "operator", "value", "values"));
            return new Draft.Condition(JsonFields.word(node, "attribute", place), test(node, place));
        }
        JsonFields.only(node, place, Set.of("attribute", "operator", "value", "duration"));
        List<Draft.Literal> value = List.of(JsonFields.literal(node, "value", place));
        return new Draft.HasBeen(
                JsonFields.word(node, "attribute", place),
                test(Operator.EQUAL, place, value),
                JsonFields.literal(node, "duration", place));
    }

    static Draft anniversary(JsonNode node, Place place) {
        JsonFields.only(node, place, Set.of("anniversary", "operator", "value", "values"));
        return new Draft.Anniversary(JsonFields.word(node, "anniversary", place), test(node, place));
    }

    static Draft function(JsonNode node, Place place) {
        JsonFields.only(node, place, Set.of("function", "operator", "parameters"));
        String operator = JsonFields.text(node, "operator", place);
        if (!operator.equals("matches") && !operator.equals("not_matches")) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_OPERATOR, place.field("operator"), operator)
                    .expecting("matches, not_matches"));
        }
        Place list = place.field("parameters");
        List<Draft.Parameter> parameters = new ArrayList<>();
        if (node.has("parameters")) {
            for (JsonNode parameter : JsonFields.array(node.path("parameters"), list)) {
                parameters.add(parameter(parameter, list.field(String.valueOf(parameters.size()))));
            }
        }
        return new Draft.Matches(JsonFields.word(node, "function", place), operator.startsWith("not"), parameters);
    }

    private static Draft.Parameter parameter(JsonNode node, Place place) {
        if (!node.isObject()) {
            throw JsonFields.mismatch(place, node, "an object with name, operator and value");
        }
        JsonFields.only(node, place, Set.of("name", "operator", "value", "values", "type"));
        return new Draft.Parameter(
                JsonFields.word(node, "name", place),
                test(node, place),
                node.has("type") ? JsonFields.word(node, "type", place) : null);
    }

    private static Draft.Test test(JsonNode node, Place place) {
        String name = JsonFields.text(node, "operator", place);
        Operator operator = OPERATORS.get(name);
        if (operator == null) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_OPERATOR, place.field("operator"), name)
                    .suggesting(Names.nearest(name, OPERATORS.keySet())));
        }
        refuseUnused(operator, node, place);
        return switch (operator.shape()) {
            case NONE -> test(operator, place, List.of());
            case ONE -> test(operator, place, List.of(JsonFields.literal(node, "value", place)));
            case TWO, MANY -> test(operator, place, list(node, place));
        };
    }

    private static Draft.Test test(Operator operator, Place place, List<Draft.Literal> values) {
        return new Draft.Test(operator, place.field("operator"), values, place.field("values"));
    }

    private static void refuseUnused(Operator operator, JsonNode node, Place place) {
        String unused = operator.takesList() ? "value" : "values";
        String field = operator.shape() == Operator.Shape.NONE && node.has("value") ? "value" : unused;
        if (node.has(field)) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_FIELD, place.field(field), field));
        }
    }

    private static List<Draft.Literal> list(JsonNode node, Place place) {
        Place list = place.field("values");
        JsonNode array = JsonFields.array(JsonFields.required(node, "values", place), list);
        if (array.size() > Limits.VALUES) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.TOO_MANY_VALUES, list, String.valueOf(Limits.VALUES)));
        }
        List<Draft.Literal> literals = new ArrayList<>();
        for (JsonNode value : array) {
            literals.add(JsonFields.literal(value, list.field(String.valueOf(literals.size()))));
        }
        return literals;
    }

    private static Map<String, Operator> operators() {
        Map<String, Operator> operators = new HashMap<>();
        for (Operator operator : Operator.values()) {
            operators.put(operator.json(), operator);
        }
        return Map.copyOf(operators);
    }
}
