package io.kequn.rule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One reason why a rule is refused.
///
/// @param arguments what the message's template is filled with
/// @param position where in the text; null if the rule came as JSON
/// @param pointer where in the JSON (RFC 6901); null if the rule came as text
/// @param expected what would fit there; null if there is nothing to say
/// @param suggestion the nearest thing that would fit, ready to paste; null if nothing is near
public record RuleProblem(
        ProblemCode code,
        List<String> arguments,
        @Nullable Position position,
        @Nullable String pointer,
        @Nullable String expected,
        @Nullable String suggestion) {
    public RuleProblem {
        arguments = List.copyOf(arguments);
    }

    static RuleProblem of(ProblemCode code, Place place, String... arguments) {
        return new RuleProblem(code, List.of(arguments), place.position(), place.pointer(), null, null);
    }

    RuleProblem expecting(@Nullable String what) {
        return new RuleProblem(code, arguments, position, pointer, what, suggestion);
    }

    RuleProblem suggesting(@Nullable String what) {
        return new RuleProblem(code, arguments, position, pointer, expected, what);
    }

    /// One or two sentences for people, in Chinese for a Chinese locale and in English for any other.
    public String message(Locale locale) {
        boolean chinese = Messages.isChinese(locale);
        StringBuilder message = new StringBuilder(code.message(locale, chinese ? inChinese(arguments) : arguments));
        if (expected != null) {
            message.append(chinese ? "应为：" + ExpectedWords.inChinese(expected) + "。" : " Expected: " + expected + ".");
        }
        if (suggestion != null) {
            message.append(chinese ? "是否要用 " + suggestion + "？" : " Did you mean " + suggestion + "?");
        }
        return message.toString();
    }

    private static List<String> inChinese(List<String> arguments) {
        return arguments.stream().map(ExpectedWords::argument).toList();
    }
}
