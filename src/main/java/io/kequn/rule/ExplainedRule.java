package io.kequn.rule;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A rule as a tree, each part with what it says about one customer.
///
/// @param pointer where the part lies in the rule's JSON notation
/// @param leaf what the condition saw; null for a group
public record ExplainedRule(
        RuleNodeKind kind,
        Rule rule,
        String pointer,
        boolean holds,
        List<ExplainedRule> children,
        @Nullable Explained leaf) {
    public ExplainedRule {
        children = List.copyOf(children);
    }

    /// The trees of rules that one statement has explained, over the conditions that `ExplainStatement.read` gave.
    public static List<ExplainedRule> of(List<Rule> rules, List<Explained> conditions) {
        var all = conditions.iterator();
        return rules.stream().map(rule -> of(rule, "", all)).toList();
    }

    private static ExplainedRule of(Rule rule, String pointer, Iterator<Explained> conditions) {
        return switch (rule) {
            case Rule.All all -> {
                var children = children(all.rules(), pointer + "/and/", conditions);
                boolean holds = children.stream().allMatch(ExplainedRule::holds);
                yield new ExplainedRule(RuleNodeKind.ALL, rule, pointer, holds, children, null);
            }
            case Rule.Any any -> {
                var children = children(any.rules(), pointer + "/or/", conditions);
                boolean holds = children.stream().anyMatch(ExplainedRule::holds);
                yield new ExplainedRule(RuleNodeKind.ANY, rule, pointer, holds, children, null);
            }
            case Rule.Not not -> {
                var child = of(not.rule(), pointer + "/not", conditions);
                yield new ExplainedRule(RuleNodeKind.NOT, rule, pointer, !child.holds(), List.of(child), null);
            }
            case Rule.Leaf leaf -> {
                var explained = conditions.next();
                yield new ExplainedRule(RuleNodeKind.CONDITION, rule, pointer, explained.holds(), List.of(), explained);
            }
        };
    }

    private static List<ExplainedRule> children(List<Rule> rules, String pointer, Iterator<Explained> conditions) {
        return IntStream.range(0, rules.size())
                .mapToObj(i -> of(rules.get(i), pointer + i, conditions))
                .toList();
    }

    /// A condition, and whether it is not as the rule around it needs it to hold.
    public record Needed(ExplainedRule condition, boolean missing) {}

    /// All conditions, in order. Below an odd number of `NOT` a condition that holds is one too many.
    public List<Needed> conditions() {
        return conditions(true).toList();
    }

    private Stream<Needed> conditions(boolean wanted) {
        return kind == RuleNodeKind.CONDITION
                ? Stream.of(new Needed(this, holds != wanted))
                : children.stream().flatMap(child -> child.conditions((kind == RuleNodeKind.NOT) != wanted));
    }

    /// All conditions, in order.
    List<Explained> leaves() {
        return leaf == null
                ? children.stream().flatMap(child -> child.leaves().stream()).toList()
                : List.of(leaf);
    }
}
