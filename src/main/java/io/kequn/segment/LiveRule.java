package io.kequn.segment;

import io.kequn.platform.database.Facts;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleUses;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A published rule as writers evaluate it. `version` is the number that the change log names; `exclusiveGroup`
/// the number of the group of a tag of which a customer has one at most.
record LiveRule(
        RuleSubject subject,
        int version,
        Rule rule,
        RuleUses uses,
        @Nullable Integer exclusiveGroup) {
    NumberedRule numbered() {
        return new NumberedRule(subject.number(), rule);
    }

    /// What changes its verdict, or what people have decided upon it.
    Set<String> facts() {
        var facts = new HashSet<>(uses.facts());
        facts.add(subject.decision());
        if (uses.readsTime()) {
            facts.add(Facts.TIME);
        }
        return facts;
    }
}
