package io.kequn.rule;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Checks a finished rule against the limits that its canonical print must keep, so that every accepted rule
/// can be read again, whichever notation it came in.
final class Measures {
    private Measures() {}

    static void check(Rule rule, Place start) {
        if (brackets(rule) > Limits.DEPTH || negations(rule, 0) > Limits.DEPTH) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.TOO_DEEP, start, String.valueOf(Limits.DEPTH)));
        }
        String text = rule.text();
        if (text.codePointCount(0, text.length()) > Limits.CHARACTERS) {
            throw new InvalidRule(RuleProblem.of(ProblemCode.TOO_LONG, start, Limits.CHARACTERS + " characters"));
        }
    }

    /// How deep brackets nest in the print.
    private static int brackets(Rule rule) {
        return switch (rule) {
            case Rule.All all ->
                deepest(all.rules().stream()
                        .map(r -> bracketed(r, r instanceof Rule.Any))
                        .toList());
            case Rule.Any any ->
                deepest(any.rules().stream().map(Measures::brackets).toList());
            case Rule.Not not -> bracketed(not.rule(), RulePrinter.isBracketedByNot(not.rule()));
            case Rule.Leaf leaf -> 0;
        };
    }

    private static int bracketed(Rule rule, boolean inBrackets) {
        return brackets(rule) + (inBrackets ? 1 : 0);
    }

    /// The longest run of NOT NOT NOT.
    private static int negations(Rule rule, int before) {
        return switch (rule) {
            case Rule.All all ->
                deepest(all.rules().stream().map(r -> negations(r, 0)).toList());
            case Rule.Any any ->
                deepest(any.rules().stream().map(r -> negations(r, 0)).toList());
            case Rule.Not not -> Math.max(before + 1, negations(not.rule(), before + 1));
            case Rule.Leaf leaf -> before;
        };
    }

    private static int deepest(Collection<Integer> depths) {
        return depths.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /// Every condition of a rule, in order, whatever nests it.
    static List<Rule.Leaf> conditions(Rule rule) {
        return switch (rule) {
            case Rule.All all ->
                all.rules().stream().flatMap(r -> conditions(r).stream()).toList();
            case Rule.Any any ->
                any.rules().stream().flatMap(r -> conditions(r).stream()).toList();
            case Rule.Not not -> conditions(not.rule());
            case Rule.Leaf leaf -> List.of(leaf);
        };
    }

    /// A condition and where it lies in the JSON notation.
    record Placed(String pointer, Rule.Leaf condition) {}

    /// Every condition with its place, in the order of `conditions`.
    static List<Placed> placed(Rule rule, String pointer) {
        return switch (rule) {
            case Rule.All all -> placed(all.rules(), pointer + "/and/");
            case Rule.Any any -> placed(any.rules(), pointer + "/or/");
            case Rule.Not not -> placed(not.rule(), pointer + "/not");
            case Rule.Leaf leaf -> List.of(new Placed(pointer, leaf));
        };
    }

    private static List<Placed> placed(List<Rule> rules, String pointer) {
        return IntStream.range(0, rules.size())
                .boxed()
                .flatMap(i -> placed(rules.get(i), pointer + i).stream())
                .toList();
    }
}
