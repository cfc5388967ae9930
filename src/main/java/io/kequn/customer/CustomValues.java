package io.kequn.customer;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.value.Decimals;
import io.kequn.platform.value.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values of the shop's own attributes in the one form in which they are stored: strings, exact numbers, truth
/// values, dates as texts, instants as microseconds since 1970, sets as sorted arrays of different texts.
/// Nothing stands for an empty value.
final class CustomValues {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int LONGEST = 255;
    private static final int MOST_ELEMENTS = 250;
    private static final int MOST_DIGITS = 20;

    private final Inputs inputs;
    private final Map<String, Attribute> attributes;

    CustomValues(Inputs inputs, Map<String, Attribute> attributes) {
        this.inputs = inputs;
        this.attributes = attributes;
    }

    /// The stored form of what was sent; JSON null where the value is to be removed, or after noting what is
    /// wrong.
    JsonNode read(String key, @Nullable Object given) {
        var pointer = "/custom/" + key.replace("~", "~0").replace("/", "~1");
        var attribute = attributes.get(key);
        if (attribute == null) {
            refuseUnknown(pointer, key);
            return NullNode.getInstance();
        }
        if (given == null) {
            return NullNode.getInstance();
        }
        return switch (attribute.type()) {
            case STRING ->
                given instanceof String text ? string(attribute, pointer, text) : wrong(pointer, "a text", "文本");
            case NUMBER -> given instanceof Number number ? number(pointer, number) : wrong(pointer, "a number", "数字");
            case BOOLEAN ->
                given instanceof Boolean truth
                        ? BooleanNode.valueOf(truth)
                        : wrong(pointer, "`true` or `false`", "`true` 或 `false`");
            case DATE -> date(pointer, given);
            case INSTANT -> instant(pointer, given);
            case SET ->
                given instanceof List<?> list
                        ? set(attribute, pointer, list)
                        : wrong(pointer, "a list of texts", "文本列表");
        };
    }

    /// A value of a personal attribute, which is stored apart from the others.
    static JsonNode personal(String value) {
        return JsonNodeFactory.instance.pojoNode(new Personal(value));
    }

    /// The value, if it is one of a personal attribute.
    static Optional<String> personal(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Personal(var value)
                ? Optional.of(value)
                : Optional.empty();
    }

    private record Personal(String value) {
        // Must not reach a log by way of a record.
        @Override
        public String toString() {
            return "Personal";
        }
    }

    private void refuseUnknown(String pointer, String key) {
        var nearest = Nearest.to(key, attributes.keySet());
        inputs.refuse(
                pointer,
                "The shop has no attribute with this key; declare it at `/v1/attributes`."
                        + nearest.map(near -> " Did you mean `" + near + "`?").orElse(""),
                "店铺没有此属性，请先在 `/v1/attributes` 声明。"
                        + nearest.map(near -> "是否想输入 `" + near + "`？").orElse(""));
    }

    private JsonNode wrong(String pointer, String english, String chinese) {
        inputs.refuse(pointer, "Must be " + english + ".", "须为" + chinese + "。");
        return NullNode.getInstance();
    }

    private JsonNode string(Attribute attribute, String pointer, String given) {
        var text = ProfileReader.line(inputs, pointer, given, LONGEST);
        if (text == null) {
            return NullNode.getInstance();
        }
        var allowed = attribute.allowedValues();
        if (allowed != null && !allowed.contains(text)) {
            inputs.refuseChoice(pointer, text, allowed);
        }
        return attribute.personal() ? personal(text) : TextNode.valueOf(text);
    }

    private JsonNode number(String pointer, Number given) {
        var number = given instanceof BigDecimal decimal ? decimal : new BigDecimal(given.toString());
        return Decimals.exact(number, MOST_DIGITS, MOST_DIGITS)
                .filter(exact -> exact.precision() <= MOST_DIGITS)
                .<JsonNode>map(DecimalNode::valueOf)
                .orElseGet(() -> wrong(
                        pointer,
                        "a decimal number of at most " + MOST_DIGITS + " digits",
                        "至多 " + MOST_DIGITS + " 位的十进制数"));
    }

    /// Numbers in one form, so that equal ones are equal nodes.
    static JsonNode decimal(BigDecimal number) {
        var exact = number.stripTrailingZeros();
        return DecimalNode.valueOf(exact.scale() < 0 ? exact.setScale(0) : exact);
    }

    private JsonNode date(String pointer, Object given) {
        try {
            if (given instanceof String text) {
                return TextNode.valueOf(Times.date(text).toString());
            }
        } catch (DateTimeException e) {
            // refused below
        }
        return wrong(pointer, "a date that exists, such as `2026-01-31`", "存在的日期，例如 `2026-01-31`");
    }

    private JsonNode instant(String pointer, Object given) {
        try {
            if (given instanceof String text) {
                return decimal(BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, Times.instant(text))));
            }
        } catch (DateTimeException e) {
            // refused below
        }
        return wrong(
                pointer,
                "an instant with offset, such as `2026-01-31T12:00:00+08:00`",
                "带时区偏移的时间，例如 `2026-01-31T12:00:00+08:00`");
    }

    private JsonNode set(Attribute attribute, String pointer, List<?> given) {
        if (given.size() > MOST_ELEMENTS) {
            return wrong(pointer, "a list of at most " + MOST_ELEMENTS + " texts", "至多 " + MOST_ELEMENTS + " 个文本的列表");
        }
        var elements = new TreeSet<String>();
        for (int i = 0; i < given.size(); i++) {
            var read = given.get(i) instanceof String text
                    ? string(attribute, pointer + "/" + i, text)
                    : wrong(pointer + "/" + i, "a text", "文本");
            if (!read.isNull()) {
                elements.add(read.textValue());
            }
        }
        return elements.isEmpty() ? NullNode.getInstance() : array(elements);
    }

    private static ArrayNode array(Set<String> elements) {
        var array = JsonNodeFactory.instance.arrayNode(elements.size());
        elements.forEach(array::add);
        return array;
    }
}
