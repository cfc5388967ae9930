package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.RULE_INVALID;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kequn.customer.RuleReader;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.JsonText;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import jakarta.inject.Singleton;

/// Reads a rule that a caller sent, in either notation, and says what is wrong with it where.
@Singleton
public class Rules {
    /// Refuses with `rule_invalid`. `pointer` is where the rule stands in the input.
    public Rule read(Vocabulary vocabulary, String notation, String pointer) {
        var language = new RuleLanguage(vocabulary);
        try {
            return isJson(notation) ? language.parse(JsonText.read(notation)) : language.parse(notation);
        } catch (InvalidRule invalid) {
            throw RuleReader.refusal(invalid, pointer);
        } catch (JsonProcessingException malformed) {
            throw RULE_INVALID.at(pointer, "The rule is not well-formed JSON.", "规则不是合法的 JSON。");
        }
    }

    /// The same with what the rule reads.
    public ReadRule readWithUses(Vocabulary vocabulary, String notation, String pointer) {
        var rule = read(vocabulary, notation, pointer);
        return new ReadRule(rule, new RuleLanguage(vocabulary).uses(rule));
    }

    private static boolean isJson(String notation) {
        return notation.stripLeading().startsWith("{");
    }
}
