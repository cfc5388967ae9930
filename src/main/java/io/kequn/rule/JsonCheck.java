package io.kequn.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refuses JSON that is too deep, too large or has characters no rule can hold, walking it without recursion.
final class JsonCheck {
    /// Decimal exponents beyond this would print as thousands of zeros.
    private static final int WIDEST = 60;

    /// Where the walk is. The pointer is made only for a refusal: long keys would otherwise be copied for each
    /// value.
    private record Step(JsonNode node, @Nullable Step parent, String key, int depth) {
        Place place() {
            return parent == null ? Place.json("") : parent.place().field(key);
        }
    }

    private final Deque<Step> rest = new ArrayDeque<>();
    private int nodes;
    private int characters;

    private JsonCheck() {}

    static void check(JsonNode json) {
        JsonCheck check = new JsonCheck();
        check.rest.push(new Step(json, null, "", 0));
        while (!check.rest.isEmpty()) {
            check.visit(check.rest.pop());
        }
    }

    /// The plain decimal digits of a number; refuses what is too wide, infinite or no number.
    static String digits(JsonNode node, Place place) {
        boolean finite = !node.isFloatingPointNumber() || node.isBigDecimal() || Double.isFinite(node.doubleValue());
        if (finite && isNarrow(node)) {
            BigDecimal number = node.decimalValue();
            if (Math.abs((long) number.scale()) <= WIDEST && number.precision() <= WIDEST) {
                return new Value.Decimal(number).number().toPlainString();
            }
        }
        throw new InvalidRule(RuleProblem.of(ProblemCode.VALUE_OUT_OF_RANGE, place, node.asText(), "a rule")
                .expecting("a number of at most " + WIDEST + " digits"));
    }

    private static boolean isNarrow(JsonNode node) {
        return !node.isBigInteger() || node.bigIntegerValue().bitLength() <= WIDEST * 4;
    }

    private void visit(Step step) {
        if (step.depth() > Limits.JSON_DEPTH) {
            throw refused(ProblemCode.TOO_DEEP, step.place(), String.valueOf(Limits.DEPTH));
        }
        if (++nodes > Limits.JSON_NODES) {
            throw refused(ProblemCode.TOO_LONG, Place.json(""), Limits.JSON_NODES + " JSON values");
        }
        if (step.node().isTextual()) {
            string(step.node().textValue(), step);
        }
        if (step.node().isArray()) {
            // The stack holds what waits: a huge array must be refused before it is copied there.
            room(step.node().size());
            for (int i = step.node().size() - 1; i >= 0; i--) {
                push(step.node().path(i), String.valueOf(i), step);
            }
        }
        if (step.node().isObject()) {
            room(step.node().size());
            for (Map.Entry<String, JsonNode> field : step.node().properties()) {
                string(field.getKey(), step);
                push(field.getValue(), field.getKey(), step);
            }
        }
    }

    private void room(int more) {
        if (nodes + rest.size() + more > Limits.JSON_NODES) {
            throw refused(ProblemCode.TOO_LONG, Place.json(""), Limits.JSON_NODES + " JSON values");
        }
    }

    private void push(JsonNode node, String key, Step parent) {
        rest.push(new Step(node, parent, key, parent.depth() + 1));
    }

    private void string(String text, Step step) {
        characters += Math.min(text.length(), Limits.CHARACTERS + 1);
        if (characters > Limits.CHARACTERS * 4) {
            throw refused(ProblemCode.TOO_LONG, step.place(), Limits.CHARACTERS + " characters");
        }
        text.codePoints().filter(Characters::isForbidden).findFirst().ifPresent(point -> {
            throw refused(ProblemCode.CONTROL_CHARACTER, step.place(), Characters.name(point));
        });
    }

    private static InvalidRule refused(ProblemCode code, Place place, String argument) {
        return new InvalidRule(RuleProblem.of(code, place, argument));
    }
}
