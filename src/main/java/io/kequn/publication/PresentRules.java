package io.kequn.publication;

import io.kequn.evaluation.RuleSubject;
import io.kequn.publication.StoredRules.Read;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// All rules that a shop keeps, each read once. Live ones may name only what is there now.
///
/// @param broken whose live rules name what is not there any more, and whose drafts cannot be read at all
/// @param rules all others
record PresentRules(List<RuleSubject> broken, StoredRules rules) {
    PresentRules {
        broken = List.copyOf(broken);
    }

    static PresentRules of(Vocabulary vocabulary, List<StoredRule> stored) {
        var now = new RuleLanguage(vocabulary);
        var ever = new RuleLanguage(vocabulary.withEarlier());
        var broken = new LinkedHashSet<RuleSubject>();
        var rules = new ArrayList<Read>();
        for (var each : stored) {
            try {
                rules.add(StoredRules.parsed(each.live() ? now : ever, each));
            } catch (InvalidRule unreadable) {
                broken.add(each.subject());
            }
        }
        return new PresentRules(List.copyOf(broken), new StoredRules(ever, rules));
    }
}
