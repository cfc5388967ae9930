package io.kequn.customer;

import io.kequn.platform.problem.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks what is sent about an attribute.
final class AttributeChecks {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int LONGEST_VALUE = 255;
    private static final int MOST_VALUES = 500;

    private AttributeChecks() {}

    /// Rules write the key as a word of the language, so that it has a narrower form than other keys.
    static void key(Inputs inputs, String key) {
        inputs.require(
                isKey(key),
                "/key",
                "Must be 1 to 63 lower-case letters, digits or `_`, beginning with a letter.",
                "须为 1 至 63 个小写字母、数字或 `_`，且以字母开头。");
    }

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /// Of what only digests are kept there is nothing to list, to order or to take apart.
    static void personal(Inputs inputs, AttributeSpec spec) {
        if (spec.isPersonal()) {
            inputs.require(
                    spec.type() == AttributeType.STRING,
                    "/personal",
                    "Only attributes of type `string` can be personal.",
                    "仅 `string` 类型的属性可以设为个人信息。");
            inputs.require(
                    spec.allowedValues() == null,
                    "/allowedValues",
                    "A personal attribute has no list of values.",
                    "个人信息属性不能限定取值。");
        }
    }

    static @Nullable String description(Inputs inputs, @Nullable String given) {
        var text = inputs.optionalText("/description", given, LONGEST_DESCRIPTION);
        return text == null || text.isEmpty() ? null : text;
    }

    /// The values in their stored form, each once; null where any value is allowed.
    static String @Nullable [] allowedValues(Inputs inputs, AttributeType type, @Nullable List<String> given) {
        if (given == null) {
            return null;
        }
        inputs.require(
                type.isListed(),
                "/allowedValues",
                "Only attributes of type `string` and `set` have a list of values.",
                "仅 `string` 和 `set` 类型的属性可以限定取值。");
        inputs.require(
                !given.isEmpty() && given.size() <= MOST_VALUES,
                "/allowedValues",
                "Must be a list of 1 to " + MOST_VALUES + " values, or null for any.",
                "须为 1 至 " + MOST_VALUES + " 个取值的列表，或为 null 表示不限。");
        var values = new ArrayList<String>();
        for (int i = 0; i < given.size() && i < MOST_VALUES; i++) {
            var pointer = "/allowedValues/" + i;
            var value = ProfileReader.line(
                    inputs, pointer, inputs.text(pointer, given.get(i), LONGEST_VALUE), LONGEST_VALUE);
            if (value != null) {
                values.add(value);
            }
        }
        inputs.require(
                new TreeSet<>(values).size() == values.size(),
                "/allowedValues",
                "Must name each value once.",
                "取值不能重复。");
        return values.toArray(String[]::new);
    }
}
