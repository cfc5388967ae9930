package io.kequn.publication;

import io.kequn.evaluation.RuleGraph;
import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.TagPrecedence;
import io.kequn.evaluation.TagPrecedence.Ranked;
import io.kequn.rule.InvalidRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.RuleUses;
import io.kequn.rule.Vocabulary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All rules that a shop keeps, live ones and drafts, read so that they tell what they name.
public record StoredRules(RuleLanguage language, List<Read> rules) {
    record Read(StoredRule stored, Rule rule, RuleUses uses) {
        boolean names(String event, Set<String> properties) {
            return properties.stream().anyMatch(name -> uses.properties().contains(new RuleUses.Property(event, name)));
        }

        boolean calculatesWith(String event, Set<String> properties) {
            return properties.stream().anyMatch(name -> uses.numbers().contains(new RuleUses.Property(event, name)));
        }

        boolean live() {
            return stored.live();
        }

        private boolean isOfTag() {
            return stored.subject().kind() == Kind.TAG;
        }

        private Ranked ranked() {
            return new Ranked(stored.subject(), stored.group(), stored.priority(), rule);
        }
    }

    /// Drafts and archived rules may name segments and layers that have gone since. One that cannot be read at
    /// all is left out: it is read anew, and refused, before it goes live.
    public static StoredRules of(Vocabulary vocabulary, List<StoredRule> stored) {
        var language = new RuleLanguage(vocabulary.withEarlier());
        return new StoredRules(
                language, stored.stream().flatMap(rule -> read(language, rule)).toList());
    }

    private static Stream<Read> read(RuleLanguage language, StoredRule stored) {
        try {
            return Stream.of(parsed(language, stored));
        } catch (InvalidRule unreadable) {
            if (stored.live()) {
                throw stored.subject().unreadable(unreadable);
            }
            return Stream.empty();
        }
    }

    static Read parsed(RuleLanguage language, StoredRule stored) {
        var rule = language.parse(stored.text());
        return new Read(stored, rule, language.uses(rule));
    }

    /// Whose rules are such, by kind and key.
    List<RuleSubject> subjects(Predicate<Read> which) {
        return rules.stream()
                .filter(which)
                .map(rule -> rule.stored.subject())
                .distinct()
                .toList();
    }

    /// What the live rules read.
    RuleGraph graph() {
        var tags = tags();
        var reads = new HashMap<String, Set<String>>();
        rules.stream()
                .filter(Read::live)
                .forEach(rule -> reads.computeIfAbsent(rule.stored.subject().node(), none -> new HashSet<>())
                        .addAll(RuleGraph.readBy(uses(rule, tags))));
        return new RuleGraph(reads);
    }

    private RuleUses uses(Read rule, List<Ranked> tags) {
        return rule.isOfTag() ? language.uses(TagPrecedence.effective(rule.ranked(), tags)) : rule.uses;
    }

    /// A tag whose rule and those that go before it are too much to evaluate as one.
    Optional<RuleSubject> tooLargeTag() {
        var tags = tags();
        return tags.stream()
                .filter(tag -> isTooLarge(TagPrecedence.effective(tag, tags)))
                .map(Ranked::tag)
                .findFirst();
    }

    private boolean isTooLarge(Rule rule) {
        return RuleLanguage.conditions(rule) > RuleLanguage.mostConditions()
                || new RuleCompiler(language.vocabulary()).size(List.of(rule)) > RuleCompiler.MOST_PARAMETERS;
    }

    private List<Ranked> tags() {
        return rules.stream().filter(Read::isOfTag).map(Read::ranked).toList();
    }

    /// When the tag is given.
    public Rule effective(RuleSubject tag) {
        var tags = tags();
        var own = tags.stream().filter(ranked -> ranked.tag().equals(tag)).findFirst();
        return TagPrecedence.effective(own.orElseThrow(() -> Kind.TAG.missing(tag.key())), tags);
    }
}
