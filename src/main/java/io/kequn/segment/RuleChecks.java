package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.Finding;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.RuleCheck.RuleFinding;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Validates rules without saving them.
@Singleton
public class RuleChecks {
    private final ShopVocabulary vocabularies;
    private final Rules rules;

    RuleChecks(ShopVocabulary vocabularies, Rules rules) {
        this.vocabularies = vocabularies;
        this.rules = rules;
    }

    /// What the rule means; refuses with `rule_invalid` and every error's exact place.
    public Uni<RuleCheck> check(RuleToCheck request) {
        var caller = Caller.with(SEGMENTS_READ);
        var inputs = new Inputs();
        inputs.given("/rule", request.rule());
        inputs.check();
        return vocabularies
                .of(caller.ofShop())
                .map(vocabulary -> check(vocabulary, String.valueOf(request.rule()), caller.locale()));
    }

    private RuleCheck check(Vocabulary vocabulary, String notation, Locale locale) {
        var language = new RuleLanguage(vocabulary);
        var rule = rules.read(vocabulary, notation, "/rule");
        return new RuleCheck(
                rule.text(),
                rule.json().toString(),
                rule.hash(),
                language.uses(rule).readsTime(),
                language.lint(rule).stream()
                        .map(finding -> finding(finding, locale))
                        .toList());
    }

    private static RuleFinding finding(Finding finding, Locale locale) {
        return new RuleFinding(finding.code().code(), finding.condition(), finding.message(locale), finding.offer());
    }
}
