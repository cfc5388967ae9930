package io.kequn.evaluation;

import io.kequn.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rule gives its tag where several of an exclusive group hold: the one of the highest priority, of equal
/// ones that whose tag's key comes first.
public final class TagPrecedence {
    private TagPrecedence() {}

    /// A tag's rule among the others; `group` is the number of its group if that is exclusive, else null.
    public record Ranked(RuleSubject tag, @Nullable Integer group, int priority, Rule rule) {
        private static final Comparator<Ranked> ORDER =
                Comparator.comparingInt(Ranked::priority).reversed().thenComparing(ranked -> ranked.tag.key());

        private boolean goesBefore(Ranked other) {
            return group != null && group.equals(other.group) && ORDER.compare(this, other) < 0;
        }
    }

    /// When the tag is given: its own rule holds, and none of those that go before it.
    public static Rule effective(Ranked ranked, List<Ranked> all) {
        var before = all.stream()
                .filter(other -> other.goesBefore(ranked))
                .sorted(Ranked.ORDER)
                .<Rule>map(other -> new Rule.Not(other.rule))
                .toList();
        return before.isEmpty()
                ? ranked.rule
                : new Rule.All(
                        Stream.concat(before.stream(), Stream.of(ranked.rule)).toList());
    }
}
