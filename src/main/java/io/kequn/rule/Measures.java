package io.kequn.rule;

import java.util.List;
import java.util.stream.IntStream;

/// Measures finished rules.
final class Measures {
    private Measures() {}

    /// Refuses a rule whose canonical print is too much for the text notation, so that every accepted rule can
    /// be read again, whichever notation it came in.
    static void check(Rule rule, Place start) {
        TextReader.check(rule.text(), start);
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
