package io.kequn.platform.problem;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks an input in the service layer, for REST and GraphQL alike, and collects all that is wrong with it, so
/// that a caller corrects it in one go.
///
/// ```java
/// var inputs = new Inputs();
/// var key = inputs.key("/key", request.key());
/// var name = inputs.name("/name", request.name());
/// inputs.check();
/// ```
///
/// The reading methods answer the normalised value, or a placeholder of the right type where the value is wrong;
/// `check` refuses before anyone can use the placeholder. What is missing makes it a 400 `input_invalid`, what is
/// there but wrong a 422 `value_invalid`.
public final class Inputs {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int NAME_LENGTH = 200;

    private final List<FieldError> errors;
    private final String place;

    public Inputs() {
        this(new ArrayList<>(), "");
    }

    private Inputs(List<FieldError> errors, String place) {
        this.errors = errors;
        this.place = place;
    }

    /// For a part of the input: what is wrong there is told with all else, by pointers that begin with this one.
    public Inputs below(String pointer) {
        return new Inputs(errors, place + pointer);
    }

    /// Refuses with all that was found; does nothing where all is well.
    public void check() {
        if (!errors.isEmpty()) {
            throw code().at(errors);
        }
    }

    public boolean ok() {
        return errors.isEmpty();
    }

    /// Notes that the value at `pointer` is wrong (`value_invalid`).
    public void refuse(String pointer, String english, String chinese) {
        refuse(pointer, VALUE_INVALID, english, chinese);
    }

    public void refuse(String pointer, ErrorCode code, String english, String chinese) {
        refuse(FieldError.of(pointer, code, english, chinese));
    }

    public void refuse(FieldError error) {
        errors.add(error.below(place));
    }

    /// Notes the error unless `holds`.
    public void require(boolean holds, String pointer, String english, String chinese) {
        if (!holds) {
            refuse(pointer, english, chinese);
        }
    }

    /// Notes that something is missing where there is nothing; answers whether there is something.
    @CanIgnoreReturnValue
    public boolean given(String pointer, @Nullable Object value) {
        if (value == null) {
            refuse(pointer, INPUT_INVALID, "Is required and must not be null.", "必填，不能为空。");
        }
        return value != null;
    }

    /// A key that addresses a definition: lower-case letters, digits, `-` and `_`, at most 63 characters.
    @CanIgnoreReturnValue
    public String key(String pointer, @Nullable String value) {
        if (!given(pointer, value) || value == null) {
            return "";
        }
        require(
                KEY.matcher(value).matches(),
                pointer,
                "Must be 1 to 63 lower-case letters, digits, `-` or `_`, beginning with a letter or digit.",
                "须为 1 至 63 个小写字母、数字、`-` 或 `_`，且以字母或数字开头。");
        return value;
    }

    /// A name for people in any script: 1 to 200 characters after trimming, in NFC.
    @CanIgnoreReturnValue
    public String name(String pointer, @Nullable String value) {
        return text(pointer, value, NAME_LENGTH);
    }

    /// A text that is there: trimmed, in NFC, not empty, at most `longest` characters (code points).
    @CanIgnoreReturnValue
    public String text(String pointer, @Nullable String value, int longest) {
        if (!given(pointer, value) || value == null) {
            return "";
        }
        String text = optionalText(pointer, value, longest);
        require(text == null || !text.isEmpty(), pointer, "Must not be empty.", "不能为空字符串。");
        return text == null ? "" : text;
    }

    /// A text that may be null; trimmed, in NFC, at most `longest` characters (code points).
    @CanIgnoreReturnValue
    public @Nullable String optionalText(String pointer, @Nullable String value, int longest) {
        if (value == null) {
            return null;
        }
        int forbidden = Characters.firstForbidden(value);
        if (forbidden >= 0) {
            refuse(new FieldError(pointer, VALUE_INVALID.code(), Characters.forbidden(value, forbidden), null));
            return "";
        }
        String text = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        int length = text.codePointCount(0, text.length());
        require(
                length <= longest,
                pointer,
                "Must be at most " + longest + " characters long, is " + length + ".",
                "最多 " + longest + " 个字符，实际为 " + length + " 个。");
        return text;
    }

    /// The meaning of one of a few words; the error lists them and names the nearest.
    public <T> T choice(String pointer, @Nullable String value, Map<String, T> choices) {
        T placeholder = choices.values().iterator().next();
        if (!given(pointer, value) || value == null) {
            return placeholder;
        }
        T chosen = choices.get(value);
        if (chosen == null) {
            refuseChoice(pointer, value, choices.keySet());
        }
        return chosen == null ? placeholder : chosen;
    }

    /// Notes that `value` is none of `choices`.
    public void refuseChoice(String pointer, String value, Collection<String> choices) {
        choiceRefusal(pointer, value, choices).errors().forEach(this::refuse);
    }

    /// The refusal of a value that is none of `choices`.
    public static Refusal choiceRefusal(String pointer, String value, Collection<String> choices) {
        String list = String.join(", ", choices.stream().sorted().limit(30).toList());
        var nearest = Nearest.to(value, choices);
        return VALUE_INVALID.at(
                pointer,
                nearest.map(near -> "Did you mean `" + near + "`? ").orElse("") + "Must be one of: " + list + ".",
                nearest.map(near -> "是否想输入 `" + near + "`？").orElse("") + "可选值：" + list + "。");
    }

    /// What `read` makes of the value, which throws an unchecked exception where it cannot; the error says what is
    /// `expected`.
    @CanIgnoreReturnValue
    public <T> T parsed(
            String pointer, @Nullable String value, Function<String, T> read, T placeholder, Text expected) {
        if (!given(pointer, value) || value == null) {
            return placeholder;
        }
        try {
            return read.apply(value);
        } catch (RuntimeException e) {
            refuse(pointer, expected.english(), expected.chinese());
            return placeholder;
        }
    }

    private ErrorCode code() {
        boolean shape = errors.stream().anyMatch(error -> error.code().equals(INPUT_INVALID.code()));
        if (shape) {
            return INPUT_INVALID;
        }
        var codes = errors.stream().map(FieldError::code).distinct().toList();
        return codes.size() == 1 ? ErrorCode.of(codes.getFirst()).orElse(VALUE_INVALID) : VALUE_INVALID;
    }
}
