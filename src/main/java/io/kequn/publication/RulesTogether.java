package io.kequn.publication;

import static io.kequn.platform.problem.ErrorCode.RULE_INVALID;

import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import java.util.List;

/// The limits of rules that are evaluated as one, such as those of a layer set.
public final class RulesTogether {
    private RulesTogether() {}

    /// Refuses with `rule_invalid` at the place of the rules.
    public static void check(Vocabulary vocabulary, List<Rule> rules, String pointer) {
        int conditions = rules.stream().mapToInt(RuleLanguage::conditions).sum();
        int most = RuleLanguage.mostConditions();
        if (conditions > most) {
            throw RULE_INVALID.at(
                    pointer,
                    "The rules have " + conditions + " conditions together; at most " + most + " are allowed.",
                    "各规则共有 " + conditions + " 个条件，最多 " + most + " 个。");
        }
        int values = new RuleCompiler(vocabulary).size(rules);
        if (values > RuleCompiler.MOST_PARAMETERS) {
            throw RULE_INVALID.at(
                    pointer,
                    "The rules compare with " + values + " values together; at most " + RuleCompiler.MOST_PARAMETERS
                            + " are allowed.",
                    "各规则共比较 " + values + " 个值，最多 " + RuleCompiler.MOST_PARAMETERS + " 个。");
        }
    }
}
