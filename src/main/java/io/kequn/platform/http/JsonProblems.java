package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.FIELD_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.JSON_MALFORMED;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.FieldError.Position;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with JSON in our own words: where, what is expected there, and nothing of the classes behind it.
public final class JsonProblems {
    private JsonProblems() {}

    /// The refusal for JSON that could not be read.
    public static Refusal of(JsonProcessingException failure) {
        String pointer = pointer(failure);
        var refusal = causeOf(failure, Refusal.class);
        if (refusal != null) {
            return refusal.errors().isEmpty()
                    ? refusal.code()
                            .at(
                                    pointer,
                                    refusal.detail().english(),
                                    refusal.detail().chinese())
                    : refusal.code().at(below(pointer, refusal.errors()));
        }
        var tooMuch = causeOf(failure, StreamConstraintsException.class);
        if (tooMuch != null) {
            return INPUT_INVALID.at(
                    pointer,
                    "Is nested deeper, or holds a longer text or number, than the service reads.",
                    "嵌套过深，或文本、数字过长，服务无法读取。");
        }
        if (causeOf(failure, InputCoercionException.class) != null) {
            return INPUT_INVALID.at(pointer, "The number is out of range.", "数值超出范围。");
        }
        var parse = causeOf(failure, JsonParseException.class);
        return parse == null ? mismatch(failure, pointer) : malformed(parse);
    }

    private static Refusal mismatch(JsonProcessingException failure, String pointer) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(unknown, pointer);
            case InvalidNullException isNull -> missing(pointer, List.of());
            case MismatchedInputException mismatch ->
                isMissing(mismatch) ? missing(pointer, JsonExpectation.required(mismatch)) : wrong(mismatch, pointer);
            case JsonMappingException other -> INPUT_INVALID.at(pointer, "Cannot be read as it is.", "无法按此内容读取。");
            default -> JSON_MALFORMED.because("The body is not well-formed JSON.", "请求体不是合法的 JSON。");
        };
    }

    private static boolean isMissing(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Missing required creator property");
    }

    /// Reading ends at the first that is missing; that others may be too is said, so that nobody finds them one by one.
    private static Refusal missing(String pointer, List<String> required) {
        var all = "`" + String.join("`, `", required) + "`";
        return required.size() < 2
                ? INPUT_INVALID.at(pointer, "Is required and must not be null.", "必填，不能为空。")
                : INPUT_INVALID.at(
                        pointer,
                        "Is required and must not be null, as all of " + all + ".",
                        "必填，不能为空；必填字段：" + all + "。");
    }

    private static Refusal wrong(MismatchedInputException mismatch, String pointer) {
        if (mismatch.getOriginalMessage().startsWith("No content to map")) {
            return INPUT_INVALID.at("", "The request needs a JSON body.", "请求须带 JSON 请求体。");
        }
        if (mismatch.getOriginalMessage().startsWith("Trailing token")) {
            return JSON_MALFORMED.because(
                    "Something follows the end of the JSON value; send one value.", "JSON 之后还有多余内容；请只发送一个值。");
        }
        Class<?> type = mismatch.getTargetType();
        if (type != null && type.isEnum()) {
            return ofEnum(mismatch, type, pointer);
        }
        Text expected = JsonExpectation.of(type);
        return INPUT_INVALID.at(pointer, "Must be " + expected.english() + ".", "须为" + expected.chinese() + "。");
    }

    private static Refusal ofEnum(MismatchedInputException mismatch, Class<?> type, String pointer) {
        var choices = JsonExpectation.constants(type);
        if (mismatch instanceof InvalidFormatException format && format.getValue() instanceof String text) {
            return Inputs.choiceRefusal(pointer, text, choices);
        }
        String list = String.join(", ", choices);
        return INPUT_INVALID.at(pointer, "Must be one of the texts: " + list + ".", "须为以下文本之一：" + list + "。");
    }

    private static Refusal unknown(UnrecognizedPropertyException unknown, String pointer) {
        Collection<Object> ids = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of());
        var known = ids.stream().map(String::valueOf).sorted().toList();
        var nearest = Nearest.to(unknown.getPropertyName(), known);
        String all = String.join(", ", known);
        return FIELD_UNKNOWN.at(
                pointer,
                nearest.map(name -> "No such field; did you mean `" + name + "`?")
                                .orElse("No such field.") + " Fields here: " + all + ".",
                nearest.map(name -> "没有该字段；是否想输入 `" + name + "`？").orElse("没有该字段。") + "可用字段：" + all + "。");
    }

    private static Refusal malformed(JsonParseException parse) {
        var at = parse.getLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        var fault = parse.getOriginalMessage().startsWith("Duplicate field")
                ? new Text(
                        "A field is there twice; see line " + line + ", column " + column + ".",
                        "字段重复；见第 " + line + " 行第 " + column + " 列。")
                : new Text(
                        "The JSON breaks off or is wrong at line " + line + ", column " + column + ".",
                        "JSON 在第 " + line + " 行第 " + column + " 列中断或有误。");
        return JSON_MALFORMED.at(
                List.of(new FieldError("", JSON_MALFORMED.code(), fault, new Position(line, column, 1))));
    }

    private static List<FieldError> below(String pointer, List<FieldError> errors) {
        return errors.stream()
                .map(error ->
                        new FieldError(pointer + error.pointer(), error.code(), error.message(), error.position()))
                .toList();
    }

    private static String pointer(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(JsonProblems::step).collect(Collectors.joining())
                : "";
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null
                ? "/" + Math.max(reference.getIndex(), 0)
                : "/" + reference.getFieldName().replace("~", "~0").replace("/", "~1");
    }

    static <X extends Throwable> @Nullable X causeOf(Throwable failure, Class<X> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
