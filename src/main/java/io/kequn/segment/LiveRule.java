package io.kequn.segment;

import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleUses;

/// A published rule as writers evaluate it. `id` is the segment's, `version` the number that the change log names.
record LiveRule(int id, String key, int version, Rule rule, RuleUses uses) {
    NumberedRule numbered() {
        return new NumberedRule(id, rule);
    }
}
