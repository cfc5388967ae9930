package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Two rules, their complements, and both sides of De Morgan's laws.
record Laws(Rule first, Rule second, List<NumberedRule> rules) {
    static Laws of(Rule first, Rule second) {
        var notFirst = new Rule.Not(first);
        var notSecond = new Rule.Not(second);
        var all = List.of(
                first,
                notFirst,
                second,
                new Rule.Not(new Rule.All(List.of(first, second))),
                new Rule.Any(List.of(notFirst, notSecond)),
                new Rule.Not(new Rule.Any(List.of(first, second))),
                new Rule.All(List.of(notFirst, notSecond)));
        return new Laws(
                first,
                second,
                IntStream.range(0, all.size())
                        .mapToObj(i -> new NumberedRule(i + 1, all.get(i)))
                        .toList());
    }

    static void hold(Set<Integer> numbers) {
        assertThat(numbers.contains(1)).isNotEqualTo(numbers.contains(2));
        assertThat(numbers.contains(4)).isEqualTo(numbers.contains(5));
        assertThat(numbers.contains(6)).isEqualTo(numbers.contains(7));
    }
}
