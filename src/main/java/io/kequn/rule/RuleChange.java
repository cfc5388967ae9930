package io.kequn.rule;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that can become different about a customer, alone or together with others to flip a verdict.
///
/// @param name the attribute, function, segment or layer set; `time` for waiting, `override` for its end
/// @param operator what holds of it afterwards, as in rules: `eq`, `is_null`, `contains`, `matches` …
/// @param from what it is now; null if missing or not one value
/// @param to what it becomes; null if it is removed, or any value will do
/// @param by the difference where it is a number; of time a length such as `5d` or `6h`
/// @param at when the change takes place by itself; null if somebody has to make it
/// @param properties what each of the new orders or events must be like
public record RuleChange(
        RuleChangeKind kind,
        String name,
        String operator,
        @Nullable String from,
        @Nullable String to,
        @Nullable String by,
        @Nullable Instant at,
        List<ChangeProperty> properties) {
    public RuleChange {
        properties = List.copyOf(properties);
    }

    /// A value that an order or event must have.
    public record ChangeProperty(String name, String value) {}

    static RuleChange becomes(String attribute, @Nullable Value from, Value to) {
        return of(RuleChangeKind.ATTRIBUTE, attribute, Operator.EQUAL, shown(from), shown(to), null);
    }

    static RuleChange removed(String attribute, @Nullable Value from) {
        return of(RuleChangeKind.ATTRIBUTE, attribute, Operator.IS_NULL, shown(from), null, null);
    }

    static RuleChange filled(String attribute) {
        return of(RuleChangeKind.ATTRIBUTE, attribute, Operator.IS_NOT_NULL, null, null, null);
    }

    static RuleChange element(String set, String element, boolean added) {
        Operator operator = added ? Operator.CONTAINS : Operator.NOT_CONTAINS;
        return of(RuleChangeKind.SET, set, operator, null, element, null);
    }

    static RuleChange difference(String attribute, @Nullable Value from, Value by) {
        Value to = TotalsWhatIf.plus(from, ValueTruth.number(by));
        return of(RuleChangeKind.ATTRIBUTE, attribute, Operator.EQUAL, shown(from), shown(to), shown(by));
    }

    static RuleChange more(String function, long count, List<ChangeProperty> properties) {
        return new RuleChange(
                RuleChangeKind.FUNCTION, function, "matches", null, null, String.valueOf(count), null, properties);
    }

    /// The customer enters or leaves a segment.
    public static RuleChange member(String segment, boolean enters) {
        return of(RuleChangeKind.SEGMENT, segment, enters ? Operator.IN : Operator.NOT_IN, null, null, null);
    }

    static RuleChange layer(String set, @Nullable String from, String to) {
        return of(RuleChangeKind.LAYER, set, Operator.EQUAL, from, to, null);
    }

    static RuleChange wait(Instant at, String length) {
        return new RuleChange(RuleChangeKind.TIME, Effect.TIME, "eq", null, at.toString(), length, at, List.of());
    }

    /// The end of an exception that people have made; `at` is when it ends by itself, null if it does not.
    public static RuleChange exceptionEnds(String kind, @Nullable Instant at) {
        return new RuleChange(RuleChangeKind.OVERRIDE, "override", "is_null", kind, null, null, at, List.of());
    }

    private static RuleChange of(
            RuleChangeKind kind,
            String name,
            Operator operator,
            @Nullable String from,
            @Nullable String to,
            @Nullable String by) {
        return new RuleChange(kind, name, operator.json(), from, to, by, null, List.of());
    }

    /// A value as it is shown, without quotes; null for none.
    public static @Nullable String shown(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Text text -> text.text();
            case Value.Money money -> money.amount().toPlainString();
            default -> RulePrinter.value(value);
        };
    }

    /// A few words for people, in Chinese for a Chinese locale and in English for any other.
    public String message(Locale locale) {
        return ChangeWords.of(this, Messages.isChinese(locale));
    }
}
