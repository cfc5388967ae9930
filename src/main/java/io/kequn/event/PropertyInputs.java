package io.kequn.event;

import io.kequn.platform.problem.Characters;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Decimals;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the properties of an event into the one form in which they are stored: names in order, texts in NFC,
/// equal numbers written alike. A property may hold anything that JSON can say, within limits.
final class PropertyInputs {
    private static final int MOST = 100;
    private static final int DEEPEST = 5;
    private static final int MOST_ELEMENTS = 250;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_CHARACTERS = 16_384;
    /// As exact as rules can be.
    private static final int MOST_DIGITS = 20;

    private static final int MOST_FRACTION_DIGITS = 18;

    private final Inputs inputs;

    PropertyInputs(Inputs inputs) {
        this.inputs = inputs;
    }

    /// The properties; what is noted as wrong is left out.
    Map<String, @Nullable Object> read(@Nullable Object given) {
        if (given != null && !(given instanceof Map<?, ?>)) {
            inputs.refuse("/properties", "Must be an object.", "须为对象。");
        }
        if (!(given instanceof Map<?, ?> map)) {
            return Map.of();
        }
        var properties = object("/properties", map, 1);
        if (inputs.ok()) {
            inputs.require(
                    PropertyJson.write(properties).length() <= MOST_CHARACTERS,
                    "/properties",
                    "Must be at most " + MOST_CHARACTERS + " characters as JSON.",
                    "JSON 最多 " + MOST_CHARACTERS + " 个字符。");
        }
        return properties;
    }

    private Map<String, @Nullable Object> object(String pointer, Map<?, ?> given, int depth) {
        var properties = new TreeMap<String, @Nullable Object>();
        if (given.size() > MOST) {
            inputs.refuse(pointer, "Must have at most " + MOST + " properties.", "最多 " + MOST + " 个属性。");
            return properties;
        }
        given.forEach((key, value) -> {
            var place = pointer + "/" + String.valueOf(key).replace("~", "~0").replace("/", "~1");
            var name = name(place, String.valueOf(key));
            var stored = value(place, value, depth);
            inputs.require(!properties.containsKey(name), place, "Is there twice, written differently.", "属性重复（写法不同）。");
            properties.put(name, stored);
        });
        return Collections.unmodifiableMap(properties);
    }

    private String name(String pointer, String given) {
        var name = text(pointer, given, LONGEST_NAME);
        inputs.require(!name.isBlank(), pointer, "Must have a name.", "属性须有名称。");
        return name;
    }

    private @Nullable Object value(String pointer, @Nullable Object given, int depth) {
        return switch (given) {
            case null -> null;
            case String text -> text(pointer, text, LONGEST_TEXT);
            case Boolean truth -> truth;
            case Number number -> number(pointer, number);
            case List<?> list when depth < DEEPEST -> list(pointer, list, depth + 1);
            case Map<?, ?> map when depth < DEEPEST -> object(pointer, map, depth + 1);
            default -> {
                inputs.refuse(
                        pointer,
                        "Is nested deeper than " + DEEPEST + " levels, or is no JSON value.",
                        "嵌套超过 " + DEEPEST + " 层，或不是 JSON 值。");
                yield null;
            }
        };
    }

    private String text(String pointer, String given, int longest) {
        int forbidden = Characters.firstForbidden(given);
        if (forbidden >= 0) {
            var message = Characters.forbidden(given, forbidden);
            inputs.refuse(pointer, message.english(), message.chinese());
            return "";
        }
        var text = Normalizer.normalize(given, Normalizer.Form.NFC);
        inputs.require(
                text.codePointCount(0, text.length()) <= longest,
                pointer,
                "Must be at most " + longest + " characters long.",
                "最多 " + longest + " 个字符。");
        return text;
    }

    private @Nullable Object number(String pointer, Number given) {
        var number = given instanceof BigDecimal decimal ? decimal : new BigDecimal(given.toString());
        var exact = Decimals.exact(number, MOST_DIGITS, MOST_FRACTION_DIGITS).orElse(null);
        if (exact == null) {
            return inexact(pointer);
        }
        return exact.scale() == 0 ? exact.toBigInteger() : exact;
    }

    private @Nullable Object inexact(String pointer) {
        inputs.refuse(
                pointer,
                "Must have at most " + MOST_DIGITS + " digits before the point and " + MOST_FRACTION_DIGITS
                        + " after it.",
                "小数点前最多 " + MOST_DIGITS + " 位，小数点后最多 " + MOST_FRACTION_DIGITS + " 位。");
        return null;
    }

    private List<@Nullable Object> list(String pointer, List<?> given, int depth) {
        var elements = new ArrayList<@Nullable Object>();
        if (given.size() > MOST_ELEMENTS) {
            inputs.refuse(
                    pointer, "Must have at most " + MOST_ELEMENTS + " elements.", "最多 " + MOST_ELEMENTS + " 个元素。");
            return elements;
        }
        for (int i = 0; i < given.size(); i++) {
            elements.add(value(pointer + "/" + i, given.get(i), depth));
        }
        return Collections.unmodifiableList(elements);
    }
}
