package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the JSON notation. Size and depth are checked without recursion before anything is read.
final class JsonReader {
    private static final Map<String, Operator> OPERATORS = operators();
    private static final String OBJECT = "an object with and, or, not, true, attribute or function";

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
        if (node.has("attribute")) {
            JsonFields.only(node, place, Set.of("attribute", "operator", "value", "values"));
            return new Draft.Condition(JsonFields.word(node, "attribute", place), test(node, place));
        }
        if (node.has("function")) {
            JsonFields.only(node, place, Set.of("function", "operator", "parameters"));
            return matches(node, place);
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
                    RuleProblem.of(ProblemCode.MISSING_FIELD, place, "and").expecting(OBJECT));
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

    private static Draft matches(JsonNode node, Place place) {
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
        JsonFields.only(node, place, Set.of("name", "operator", "value", "values"));
        return new Draft.Parameter(JsonFields.word(node, "name", place), test(node, place));
    }

    private static Draft.Test test(JsonNode node, Place place) {
        String name = JsonFields.text(node, "operator", place);
        Operator operator = OPERATORS.get(name);
        Place at = place.field("operator");
        if (operator == null) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_OPERATOR, at, name)
                    .suggesting(Names.nearest(name, OPERATORS.keySet())));
        }
        return switch (operator.shape()) {
            case NONE -> test(operator, place, node, List.of());
            case ONE -> {
                JsonNode value = JsonFields.required(node, "value", place);
                yield test(operator, place, node, List.of(JsonFields.literal(value, place.field("value"))));
            }
            case TWO, MANY -> test(operator, place, node, list(node, place));
        };
    }

    private static Draft.Test test(Operator operator, Place place, JsonNode node, List<Draft.Literal> values) {
        String unused = operator.takesList() ? "value" : "values";
        String field = operator.shape() == Operator.Shape.NONE && node.has("value") ? "value" : unused;
        if (node.has(field)) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.UNKNOWN_FIELD, place.field(field), field));
        }
        return new Draft.Test(operator, place.field("operator"), values, place.field("values"));
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
