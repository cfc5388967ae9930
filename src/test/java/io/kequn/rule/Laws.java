package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Some rules, their complements, and both sides of De Morgan's laws for each two that follow each other; numbered for
/// one statement.
record Laws(List<Rule> rules, List<NumberedRule> numbered) {
    static Laws of(List<? extends Rule> rules) {
        var all = new ArrayList<Rule>();
        for (var rule : rules) {
            all.add(rule);
            all.add(new Rule.Not(rule));
        }
        for (int i = 1; i < rules.size(); i++) {
            all.addAll(deMorgan(rules.get(i - 1), rules.get(i)));
        }
        var numbered = IntStream.range(0, all.size())
                .mapToObj(i -> new NumberedRule(i, all.get(i)))
                .toList();
        return new Laws(List.copyOf(rules), numbered);
    }

    private static List<Rule> deMorgan(Rule first, Rule second) {
        var notFirst = new Rule.Not(first);
        var notSecond = new Rule.Not(second);
        return List.of(
                new Rule.Not(new Rule.All(List.of(first, second))),
                new Rule.Any(List.of(notFirst, notSecond)),
                new Rule.Not(new Rule.Any(List.of(first, second))),
                new Rule.All(List.of(notFirst, notSecond)));
    }

    /// Of a rule and its complement exactly one holds; both sides of a law hold or do not.
    void hold(Set<Integer> numbers) {
        for (int i = 0; i < numbered.size(); i += 2) {
            boolean complement = i < 2 * rules.size();
            assertThat(numbers.contains(i)).isEqualTo(complement != numbers.contains(i + 1));
        }
    }

    String shown() {
        return String.join("\n\n", rules.stream().map(Rule::text).toList());
    }
}
