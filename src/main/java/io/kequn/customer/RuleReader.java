package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.RULE_INVALID;

import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Text;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleProblem;
import io.kequn.rule.Vocabulary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the text of a filter.
final class RuleReader {
    private RuleReader() {}

    /// Refuses with `rule_invalid` and the places; `pointer` is where the text stands in the request.
    static Rule read(Vocabulary vocabulary, String text, String pointer) {
        try {
            return new RuleLanguage(vocabulary).parse(text);
        } catch (InvalidRule invalid) {
            throw RULE_INVALID.at(invalid.problems().stream()
                    .map(problem -> error(pointer, problem))
                    .toList());
        }
    }

    private static FieldError error(String pointer, RuleProblem problem) {
        return new FieldError(
                pointer,
                problem.code().code(),
                new Text(problem.message(Locale.ENGLISH), problem.message(Locale.CHINESE)),
                position(problem));
    }

    private static FieldError.@Nullable Position position(RuleProblem problem) {
        var position = problem.position();
        return position == null ? null : new FieldError.Position(position.line(), position.column(), position.length());
    }
}
