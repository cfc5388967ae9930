package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a rule in its JSON notation, one object form per production.
final class RuleJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Numbers of more digits go as strings: many readers of JSON keep only what fits a double.
    private static final int SAFE_DIGITS = 15;

    private RuleJson() {}

    static ObjectNode write(Rule rule) {
        ObjectNode node = NODES.objectNode();
        switch (rule) {
            case Rule.Everyone everyone -> node.put("true", true);
            case Rule.All all -> node.set("and", group(all.rules()));
            case Rule.Any any -> node.set("or", group(any.rules()));
            case Rule.Not not -> node.set("not", write(not.rule()));
            case Rule.Condition test -> test(node.put("attribute", test.attribute()), test.operator(), test.values());
            case Rule.HasBeen been ->
                node.put("attribute", been.attribute())
                        .put("operator", JsonConditions.HAS_BEEN)
                        .<ObjectNode>set("value", value(been.value()))
                        .set("duration", printed(been.length()));
            case Rule.Anniversary test ->
                test(node.put("anniversary", test.attribute()), test.operator(), test.values());
            case Rule.InSegment segment -> {
                node.put("segment", segment.segment());
                if (segment.negated()) {
                    node.put("operator", JsonDefinitions.NOT_IN);
                }
            }
            case Rule.InLayer layer -> node.put("layer_set", layer.set()).put("layer", layer.layer());
            case Rule.Within within ->
                node.<ObjectNode>set("within", value(within.distance()))
                        .put("unit", within.unit().word())
                        .<ObjectNode>set("latitude", value(within.latitude()))
                        .set("longitude", value(within.longitude()));
            case Rule.Bucket bucket -> node.put("bucket", bucket.salt()).set("percent", value(bucket.percent()));
            case Rule.Matches matches ->
                matches(node.put("function", matches.function()), matches.negated(), matches.parameters());
        }
        return node;
    }

    private static ArrayNode group(List<Rule> rules) {
        ArrayNode array = NODES.arrayNode();
        rules.forEach(rule -> array.add(write(rule)));
        return array;
    }

    private static void matches(ObjectNode node, boolean negated, List<Rule.Parameter> parameters) {
        node.put("operator", negated ? "not_matches" : "matches");
        ArrayNode array = node.putArray("parameters");
        for (Rule.Parameter parameter : parameters) {
            ObjectNode test = array.addObject().put("name", parameter.name());
            test(test, parameter.operator(), parameter.values());
            String type = parameter.free() ? type(parameter) : null;
            if (type != null) {
                test.put("type", type);
            }
        }
    }

    /// What a reader could not tell from a string: that it is a number or a time.
    private static @Nullable String type(Rule.Parameter parameter) {
        boolean told = parameter.values().isEmpty() || PropertyChecker.tellsTime(parameter.operator());
        Value first = told ? new Value.Truth(true) : parameter.values().get(0);
        boolean text = first instanceof Value.Text;
        return text || !value(first).isTextual() ? null : PropertyChecker.reading(first);
    }

    private static void test(ObjectNode node, Operator operator, List<Value> values) {
        node.put("operator", operator.json());
        if (operator.takesList()) {
            ArrayNode array = node.putArray("values");
            values.forEach(value -> array.add(value(value)));
        } else if (operator.shape() == Operator.Shape.ONE) {
            node.set("value", value(values.get(0)));
        }
    }

    private static JsonNode value(Value value) {
        return switch (value) {
            case Value.Text string -> NODES.textNode(string.text());
            case Value.Truth truth -> NODES.booleanNode(truth.truth());
            case Value.Decimal decimal -> number(decimal.number());
            case Value.Money money -> NODES.textNode(money.amount().toPlainString());
            case Value.Day day -> printed(day);
            case Value.RelativeDay day -> printed(day);
            case Value.LocalMoment moment -> printed(moment);
            case Value.Moment moment -> printed(moment);
            case Value.RelativeHours hours -> printed(hours);
            case Value.Duration duration -> printed(duration);
            case Value.Period period -> printed(period);
        };
    }

    private static JsonNode printed(Value value) {
        return NODES.textNode(RulePrinter.value(value));
    }

    private static JsonNode number(BigDecimal number) {
        boolean exact = number.scale() == 0 && number.precision() <= SAFE_DIGITS;
        return exact ? NODES.numberNode(number.longValueExact()) : NODES.textNode(number.toPlainString());
    }
}
