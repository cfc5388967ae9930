package io.kequn.analytics;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.analytics.Axis.Part;
import io.kequn.customer.CustomerField;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.Alias;
import io.kequn.rule.Attribute;
import io.kequn.rule.CrossDimension;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.ValueType;
import io.kequn.rule.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out by what a question divides customers, and says why where it cannot.
///
/// @param named the layers of the sets and the tags of the groups that are asked for, by `layer.value` and
///     `tagGroup.worth`, in their order
record Axes(Vocabulary vocabulary, Map<String, List<Part>> named) {
    static final String LAYER = "layer.";
    static final String TAG_GROUP = "tagGroup.";
    private static final Set<ValueType> NUMBERS = Set.of(ValueType.NUMBER, ValueType.INTEGER, ValueType.MONEY);
    private static final Set<ValueType> WORDS = Set.of(ValueType.STRING, ValueType.KEY, ValueType.BOOLEAN);

    Axes {
        named = Map.copyOf(named);
    }

    /// Whether it is something that the shop defines as such.
    static boolean isNamed(String dimension) {
        return dimension.startsWith(LAYER) || dimension.startsWith(TAG_GROUP);
    }

    Axis of(String pointer, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            throw INPUT_INVALID.at(
                    pointer,
                    "Say by what to divide, such as `layer.value`, `city` or `age:18,25,35`.",
                    "请指定划分方式，例如 `layer.value`、`city` 或 `age:18,25,35`。");
        }
        return isNamed(asked) ? defined(pointer, asked) : attribute(pointer, asked);
    }

    private Axis defined(String pointer, String asked) {
        var parts = named.getOrDefault(asked, List.of());
        if (parts.isEmpty()) {
            throw VALUE_INVALID.at(
                    pointer,
                    asked.startsWith(LAYER)
                            ? "The shop has no published layer set of this key."
                            : "The shop has no exclusive tag group of this key that has tags; in others a customer may"
                                    + " have several.",
                    asked.startsWith(LAYER) ? "店铺没有此键的已发布分层。" : "店铺没有此键且含有标签的互斥标签组；非互斥组中客户可有多个标签。");
        }
        var language = new RuleLanguage(vocabulary);
        var rules = parts.stream()
                .map(part -> asked.startsWith(LAYER)
                        ? "IN LAYER '" + asked.substring(LAYER.length()) + "' = '" + part.key() + "'"
                        : "customer_tags CONTAINS '" + part.key() + "'")
                .map(language::parse)
                .toList();
        return new Axis(pointer, asked, new CrossDimension.Cases(rules), parts);
    }

    private Axis attribute(String pointer, String asked) {
        int colon = asked.indexOf(':');
        var attribute = find(pointer, colon < 0 ? asked : asked.substring(0, colon));
        return colon < 0
                ? values(pointer, asked, attribute)
                : banded(pointer, asked, attribute, Bands.read(pointer, asked.substring(colon + 1)));
    }

    private Attribute find(String pointer, String name) {
        var key = vocabulary.aliases().stream()
                .filter(alias -> alias.spelling().equals(name))
                .findFirst()
                .map(Alias::attribute)
                .orElse(name);
        return vocabulary.attributes().stream()
                .filter(attribute -> attribute.key().equals(key))
                .findFirst()
                .orElseThrow(() -> CustomerField.isPersonal(key) ? personal(pointer) : unknown(pointer, name));
    }

    private static Refusal personal(String pointer) {
        return VALUE_INVALID.at(pointer, "This says who a person is; nobody is counted by it.", "该项属于个人信息，不能用于统计。");
    }

    private Refusal unknown(String pointer, String name) {
        var known = vocabulary.attributes().stream().map(Attribute::key).toList();
        return Inputs.choiceRefusal(
                pointer, Optional.of(name).filter(text -> text.length() <= 100).orElse("…"), known);
    }

    private static Axis values(String pointer, String asked, Attribute attribute) {
        if (attribute.isHidden()) {
            throw personal(pointer);
        }
        if (attribute.isSet() || !WORDS.contains(attribute.type())) {
            boolean number = NUMBERS.contains(attribute.type());
            throw VALUE_INVALID.at(
                    pointer,
                    number
                            ? "A number needs bands, such as `" + attribute.key() + ":10,20,30`."
                            : "A customer may have several of this, or everybody another one; divide by something with"
                                    + " few values.",
                    number ? "数值属性需要分段，例如 `" + attribute.key() + ":10,20,30`。" : "该项可有多个值或各不相同；请使用取值较少的项。");
        }
        var parts =
                attribute.values().stream().map(value -> Part.of(value, value)).toList();
        return new Axis(pointer, asked, new CrossDimension.Values(attribute), parts);
    }

    private Axis banded(String pointer, String asked, Attribute attribute, Bands bands) {
        if (!NUMBERS.contains(attribute.type())) {
            throw VALUE_INVALID.at(pointer, "Only numbers have bands.", "只有数值属性可以分段。");
        }
        var language = new RuleLanguage(vocabulary);
        var rules = bands.rules(attribute.key()).stream()
                .map(text -> banded(language, pointer, text))
                .toList();
        return new Axis(pointer, asked, new CrossDimension.Cases(rules), bands.parts());
    }

    /// A bound may be none of the attribute's type, such as a fraction of an age.
    private static Rule banded(RuleLanguage language, String pointer, String text) {
        try {
            return language.parse(text);
        } catch (InvalidRule unfit) {
            var problem = unfit.problems().getFirst();
            throw VALUE_INVALID.at(pointer, problem.message(Locale.ENGLISH), problem.message(Locale.CHINESE));
        }
    }
}
