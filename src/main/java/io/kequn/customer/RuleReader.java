package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.RULE_INVALID;

import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleProblem;
import io.kequn.rule.Vocabulary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads rules that callers send, and says what is wrong with them where.
public final class RuleReader {
    private RuleReader() {}

    /// The rule of a filter. Refuses with `rule_invalid`; `pointer` is where the text stands in the request.
    static Rule read(Vocabulary vocabulary, String text, String pointer) {
        try {
            return new RuleLanguage(vocabulary).parse(text);
        } catch (InvalidRule invalid) {
            throw refusal(invalid, pointer);
        }
    }

    /// The refusal with all problems of a rule, each with its place in the text, or below `pointer` in JSON.
    public static Refusal refusal(InvalidRule invalid, String pointer) {
        return RULE_INVALID.at(invalid.problems().stream()
                .map(problem -> error(pointer, problem))
                .toList());
    }

    private static FieldError error(String pointer, RuleProblem problem) {
        return new FieldError(
                pointer + (problem.pointer() == null ? "" : problem.pointer()),
                problem.code().code(),
                new Text(problem.message(Locale.ENGLISH), problem.message(Locale.CHINESE)),
                position(problem));
    }

    private static FieldError.@Nullable Position position(RuleProblem problem) {
        var position = problem.position();
        return position == null ? null : new FieldError.Position(position.line(), position.column(), position.length());
    }
}
