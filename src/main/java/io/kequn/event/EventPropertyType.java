package io.kequn.event;

import io.kequn.platform.problem.Text;
import io.kequn.rule.OpenProperties.PropertyType;
import io.kequn.rule.ValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a property of an event was declared to hold. Each takes just what rules of that type can read, so that
/// nothing that was accepted is missing to them.
public enum EventPropertyType {
    STRING,
    NUMBER,
    BOOLEAN,
    DATE,
    INSTANT,
    SET;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}([.][0-9]{1,18})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile(
            "T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])");

    /// How rules read it.
    PropertyType ofRules() {
        return switch (this) {
            case STRING -> PropertyType.of(ValueType.STRING);
            case NUMBER -> PropertyType.of(ValueType.NUMBER);
            case BOOLEAN -> PropertyType.of(ValueType.BOOLEAN);
            case DATE -> PropertyType.of(ValueType.DATE);
            case INSTANT -> PropertyType.of(ValueType.INSTANT);
            case SET -> PropertyType.setOfTexts();
        };
    }

    /// What it takes, to go on after "must be".
    Text expected() {
        return switch (this) {
            case STRING -> new Text("a text", "文本");
            case NUMBER -> new Text("a number, such as `12.5`", "数字，例如 `12.5`");
            case BOOLEAN -> new Text("`true` or `false`", "`true` 或 `false`");
            case DATE -> new Text("a date that exists, such as `2026-01-31`", "存在的日期，例如 `2026-01-31`");
            case INSTANT ->
                new Text(
                        "an instant with offset and at most microseconds, such as `2026-01-31T12:00:00+08:00`",
                        "带时区偏移、至多微秒的时间，例如 `2026-01-31T12:00:00+08:00`");
            case SET -> new Text("a list of texts", "文本列表");
        };
    }

    /// As it is stored.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventPropertyType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// The types by names, from the two arrays in which they are stored.
    static SortedMap<String, EventPropertyType> byName(String[] names, String[] words) {
        var types = new TreeMap<String, EventPropertyType>();
        for (int i = 0; i < names.length; i++) {
            types.put(names[i], of(words[i]));
        }
        return types;
    }

    /// Whether the value is of this type. What counts as missing is: null, an empty text, an empty list. Ids
    /// come as numbers and amounts as texts, too.
    boolean holds(@Nullable Object value) {
        if (value == null || value.equals("") || value.equals(List.of())) {
            return true;
        }
        return switch (this) {
            case STRING -> value instanceof String || value instanceof Number;
            case NUMBER -> value instanceof Number || matches(DECIMAL, value);
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> value instanceof String text && isDay(text);
            case INSTANT -> value instanceof String text && isInstant(text);
            case SET -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    }

    private static boolean matches(Pattern pattern, Object value) {
        return value instanceof String text && pattern.matcher(text).matches();
    }

    private static boolean isDay(String text) {
        if (!DAY.matcher(text).matches() || text.startsWith("0000")) {
            return false;
        }
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        int time = text.indexOf('T');
        return time >= 0
                && isDay(text.substring(0, time))
                && TIME.matcher(text.substring(time)).matches();
    }
}
