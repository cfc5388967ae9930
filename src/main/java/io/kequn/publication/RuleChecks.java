package io.kequn.publication;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.RuleCheck.RuleFinding;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Finding;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.kequn.tag.TagReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Validates rules without saving them.
@Singleton
public class RuleChecks {
    private static final String AND = "AND ";

    private final ShopVocabulary vocabularies;
    private final Rules rules;
    private final ShopReads reads;
    private final TagReads tags;

    RuleChecks(ShopVocabulary vocabularies, Rules rules, ShopReads reads, TagReads tags) {
        this.vocabularies = vocabularies;
        this.rules = rules;
        this.reads = reads;
        this.tags = tags;
    }

    /// A rule that is valid in this vocabulary, and what its writer may not have meant.
    public record Checked(Vocabulary vocabulary, Rule rule, List<Finding> findings) {}

    /// What the rule means; refuses with `rule_invalid` and every error's exact place. With `count`, findings
    /// tell how many customers lack the value, which takes a look at all of them.
    public Uni<RuleCheck> check(RuleToCheck request, boolean count) {
        var caller = Caller.with(SEGMENTS_READ);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        inputs.given("/rule", request.rule());
        inputs.check();
        return read(shop, String.valueOf(request.rule()))
                .chain(checked -> count
                        ? reads.now(shop)
                                .map(at -> new EvaluationTime(at, shop.zone(), shop.weekStart()))
                                .chain(time -> counted(shop, checked, time))
                        : Uni.createFrom().item(() -> answer(checked, caller.locale(), List.of())));
    }

    /// Refuses with `rule_invalid`.
    public Uni<Checked> read(Shop shop, String notation) {
        return vocabularies.of(shop).chain(vocabulary -> {
            var rule = rules.read(vocabulary, notation, "/rule");
            return withTags(shop, vocabulary, List.of(rule))
                    .map(knowing -> new Checked(knowing, rule, new RuleLanguage(knowing).lint(rule)));
        });
    }

    /// The vocabulary that also knows which of the tags that the rules name exist, so that lint can tell.
    Uni<Vocabulary> withTags(Shop shop, Vocabulary vocabulary, List<Rule> named) {
        return tags.existing(shop, new RuleLanguage(vocabulary).uses(named).tags())
                .map(vocabulary::withTags);
    }

    /// The same with the number of customers who lack a value that a condition takes for granted.
    public Uni<RuleCheck> counted(Shop shop, Checked checked, EvaluationTime time) {
        var locale = Caller.current().locale();
        var missing = missing(checked);
        if (missing.isEmpty()) {
            return Uni.createFrom().item(() -> answer(checked, locale, List.of()));
        }
        var statement = PreviewStatement.counts(checked.vocabulary(), missing, shop, time);
        return reads.askOfAll(shop, statement.sql(), statement.values())
                .map(rows -> answer(checked, locale, counts(rows.iterator().next())));
    }

    /// For each finding about missing values, in order, the rule that holds for those who lack the value. What
    /// such a finding offers is the opposite.
    private static List<Rule> missing(Checked checked) {
        var language = new RuleLanguage(checked.vocabulary());
        return checked.findings().stream()
                .filter(RuleChecks::isAboutMissing)
                .<Rule>map(finding -> new Rule.Not(
                        language.parse(String.valueOf(finding.offer()).substring(AND.length()))))
                .toList();
    }

    private static boolean isAboutMissing(Finding finding) {
        return finding.code() == Finding.Code.INCLUDES_MISSING && finding.offer() != null;
    }

    private static List<Long> counts(Row row) {
        var counts = new ArrayList<Long>(row.size());
        for (int i = 0; i < row.size(); i++) {
            counts.add(row.getLong(i));
        }
        return counts;
    }

    /// The same of a rule that was read already.
    public static RuleCheck described(Vocabulary vocabulary, Rule rule, Locale locale) {
        var findings = new RuleLanguage(vocabulary).lint(rule);
        return answer(new Checked(vocabulary, rule, findings), locale, List.of());
    }

    private static RuleCheck answer(Checked checked, Locale locale, List<Long> missing) {
        var left = missing.iterator();
        var rule = checked.rule();
        return new RuleCheck(
                rule.text(),
                rule.json().toString(),
                rule.hash(),
                new RuleLanguage(checked.vocabulary()).uses(rule).readsTime(),
                checked.findings().stream()
                        .map(finding -> finding(
                                finding, locale, isAboutMissing(finding) && left.hasNext() ? left.next() : null))
                        .toList());
    }

    private static RuleFinding finding(Finding finding, Locale locale, @Nullable Long missing) {
        return new RuleFinding(
                finding.code().code(),
                finding.condition(),
                finding.pointer(),
                finding.message(locale),
                finding.offer(),
                missing);
    }
}
