package io.kequn.evaluation;

import io.kequn.platform.database.Facts;
import io.kequn.rule.Choice;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleUses;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is published of a subject, as writers evaluate it: one rule, or those of a layer set, of which the
/// first that holds counts.
///
/// @param version the number that the change log names
/// @param exclusiveGroup the number of the group of a tag of which a customer has one at most
/// @param layers the keys of a set's layers by their numbers, of earlier versions too
public record LiveRule(
        RuleSubject subject,
        int version,
        List<NumberedRule> rules,
        RuleUses uses,
        @Nullable Integer exclusiveGroup,
        Map<Integer, String> layers) {
    private static final int WEIGHT_OF_CHARACTER = 10;

    public LiveRule {
        rules = List.copyOf(rules);
        layers = Map.copyOf(layers);
    }

    /// Of a segment, or of a tag.
    static LiveRule of(RuleSubject subject, int version, Rule rule, RuleUses uses, @Nullable Integer exclusiveGroup) {
        var numbered = new NumberedRule(subject.number(), rule);
        return new LiveRule(subject, version, List.of(numbered), uses, exclusiveGroup, Map.of());
    }

    static LiveRule ofSet(
            RuleSubject set, int version, List<NumberedRule> rules, RuleUses uses, Map<Integer, String> layers) {
        return new LiveRule(set, version, rules, uses, null, layers);
    }

    /// About how much memory the rule takes, by its text.
    long weight() {
        return rules.stream()
                .mapToLong(
                        each -> (long) WEIGHT_OF_CHARACTER * each.rule().text().length())
                .sum();
    }

    boolean isOfLayers() {
        return subject.kind() == RuleSubject.Kind.LAYER_SET || isOfLevels();
    }

    boolean isOfLevels() {
        return subject.kind() == RuleSubject.Kind.LEVEL_PROGRAM;
    }

    /// The one rule of a segment or tag.
    public NumberedRule rule() {
        return rules.getFirst();
    }

    Choice choice() {
        return new Choice(rules);
    }

    /// What changes its verdict, or what people have decided upon it.
    Set<String> facts() {
        var facts = new HashSet<>(uses.facts());
        facts.addAll(subject.decisions());
        if (uses.readsTime()) {
            facts.add(Facts.TIME);
        }
        return facts;
    }
}
