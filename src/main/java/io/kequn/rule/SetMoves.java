package io.kequn.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The elements that a set could get or lose: those that the rule's conditions name, one by one, condition by
/// condition, and all.
record SetMoves(Attribute attribute, Set<String> present) {
    private static final double EACH = 14;
    private static final int MOST = 200;

    List<Move> of(List<Rule.Condition> conditions) {
        Set<Set<String>> others = new LinkedHashSet<>();
        Set<String> named = new TreeSet<>();
        for (Rule.Condition condition : conditions) {
            Set<String> elements = texts(condition.values());
            elements.forEach(element -> {
                others.add(with(Set.of(element)));
                others.add(without(Set.of(element)));
            });
            others.add(with(elements));
            others.add(without(elements));
            named.addAll(elements);
        }
        others.add(with(named));
        others.add(Set.of());
        others.remove(present);
        List<Move> moves =
                new ArrayList<>(others.stream().limit(MOST).map(this::move).toList());
        if (present.isEmpty()) {
            moves.add(Move.of(new Effect.Filled(attribute.fact()), 2 * EACH, RuleChange.filled(attribute.key())));
        }
        return moves;
    }

    /// What the conditions that hold for other sets and those that fail for them leave to try: some added, some
    /// taken.
    private Move move(Set<String> elements) {
        List<RuleChange> changes = new ArrayList<>();
        without(elements, present).forEach(added -> changes.add(RuleChange.element(attribute.key(), added, true)));
        without(present, elements).forEach(taken -> changes.add(RuleChange.element(attribute.key(), taken, false)));
        return new Move(new Effect.Elements(attribute.fact(), elements), EACH * changes.size(), changes);
    }

    private Set<String> with(Set<String> elements) {
        Set<String> all = new TreeSet<>(present);
        all.addAll(elements);
        return all;
    }

    private Set<String> without(Set<String> elements) {
        return without(present, elements);
    }

    private static Set<String> without(Set<String> from, Set<String> elements) {
        Set<String> left = new TreeSet<>(from);
        left.removeAll(elements);
        return left;
    }

    private static Set<String> texts(List<Value> values) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(((Value.Text) value).text()));
        return texts;
    }
}
