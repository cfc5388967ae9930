package io.kequn.platform.graphql;

import graphql.GraphQLError;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLSchema;
import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says in our own words which argument or variable cannot be read, and why. The engine's messages repeat all
/// that was sent, and name classes.
final class Unreadable {
    private static final String REFUSAL = "kequn.refusal";
    private static final List<Pattern> PLACES = List.of(
            Pattern.compile("argument '([^']*)' with value "),
            Pattern.compile("^Variable '([^']*)' has "),
            Pattern.compile("^Field '[^']*' of variable '([^']*)' has "),
            Pattern.compile(
                    "^(?:The variables input|Validation error \\([^)]*\\) : Bad default value|Expected type )()"));
    private static final Text OTHERWISE = new Text(
            "Cannot be read; dates and instants must exist, as `2026-01-31` and `2026-01-31T12:00:00+08:00`, and numbers"
                    + " be finite.",
            "无法读取；日期和时间须真实存在，如 `2026-01-31` 和 `2026-01-31T12:00:00+08:00`，数值须有限。");

    private static final Pattern TYPE = Pattern.compile("is not a valid '([^']*)'(?: - .*)?$", Pattern.DOTALL);

    // In the end of the message, since what was sent stands before it.
    private static final List<Reason> REASONS = List.of(
            new Reason("is missing required fields '\\[([^]']*)]'$", "Lacks required fields: $.", "缺少必填字段：$。"),
            new Reason("contains a field not in '[^']*': '([^']*)'$", "Has no field `$`.", "没有字段 `$`。"),
            new Reason("contains a field name '([^']*)' that is not defined", "Has no field `$`.", "没有字段 `$`。"),
            new Reason(
                    "Field '([^']*)' .*has coerced Null value",
                    "The field `$` is required and must not be null.",
                    "字段 `$` 必填，不能为空。"),
            new Reason("must not be null()$", "Is required and must not be null.", "必填，不能为空。"),
            new Reason("has coerced Null value()", "Is required and must not be null.", "必填，不能为空。"),
            new Reason("must be an object type()$", "Must be an object.", "须为对象。"),
            new Reason("Expected type 'Map' but was()", "Must be an object.", "须为对象。"),
            new Reason(
                    "Bad default value '.*' for type '([^']*)'$",
                    "A default is no value of its type `$`.",
                    "默认值不是类型 `$` 的值。"));

    /// As many characters of a message's begin and end are looked at.
    private static final int SEARCHED = 1_000;

    private Unreadable() {}

    /// What the engine says, and our words for it; `$` stands for what its group found.
    private record Reason(Pattern pattern, String english, String chinese) {
        Reason(String pattern, String english, String chinese) {
            this(Pattern.compile(pattern, Pattern.DOTALL), english, chinese);
        }

        Stream<Text> in(String message) {
            var found = pattern.matcher(message);
            return found.find()
                    ? Stream.of(new Text(english.replace("$", found.group(1)), chinese.replace("$", found.group(1))))
                    : Stream.empty();
        }
    }

    /// What a scalar throws for a variable that it refuses.
    static CoercingParseValueException value(Refusal refusal) {
        return CoercingParseValueException.newCoercingParseValueException()
                .message(refusal.detail().english())
                .extensions(Map.of(REFUSAL, refusal))
                .build();
    }

    /// What a scalar throws for a part of the document that it refuses.
    static CoercingParseLiteralException literal(Refusal refusal) {
        return CoercingParseLiteralException.newCoercingParseLiteralException()
                .message(refusal.detail().english())
                .extensions(Map.of(REFUSAL, refusal))
                .build();
    }

    /// Empty if the error is about something else. `code` is for what no scalar refuses.
    static Optional<Refusal> refusal(GraphQLError error, ErrorCode code, GraphQLSchema schema) {
        String message = shortened(String.valueOf(error.getMessage()));
        return PLACES.stream()
                .map(place -> place.matcher(message))
                .filter(place -> place.find())
                .findFirst()
                .map(place -> at(pointer(place.group(1)), error, reason(message, schema), code));
    }

    /// Its begin and its end: between them is what was sent, of any length, which must not be searched.
    private static String shortened(String message) {
        int length = message.length();
        return length <= 2 * SEARCHED
                ? message
                : message.substring(0, SEARCHED) + "…" + message.substring(length - SEARCHED);
    }

    /// What a scalar of ours has said of the value; empty if none of ours has.
    static Optional<Refusal> scalarRefusal(GraphQLError error) {
        var extensions = error.getExtensions();
        return extensions != null && extensions.get(REFUSAL) instanceof Refusal scalar
                ? Optional.of(scalar)
                : Optional.empty();
    }

    private static Refusal at(String pointer, GraphQLError error, Text text, ErrorCode code) {
        return scalarRefusal(error)
                .map(scalar -> at(pointer, scalar.detail(), scalar.code()))
                .orElseGet(() -> at(pointer, text, code));
    }

    private static Text reason(String message, GraphQLSchema schema) {
        var type = TYPE.matcher(message);
        if (type.find()) {
            return ExpectedValue.of(schema.getType(type.group(1)));
        }
        return REASONS.stream()
                .flatMap(reason -> reason.in(message))
                .findFirst()
                .orElse(OTHERWISE);
    }

    private static Refusal at(String pointer, Text text, ErrorCode code) {
        return pointer.isEmpty()
                ? code.because(text.english(), text.chinese())
                : code.at(pointer, text.english(), text.chinese());
    }

    /// `input.lines[0].sku` is at `/input/lines/0/sku`.
    private static String pointer(String path) {
        return path.isEmpty() ? "" : "/" + path.replace("]", "").replaceAll("[.\\[]+", "/");
    }
}
