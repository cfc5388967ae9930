package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The moves that are worth trying on a fact: what the conditions that read it name, and what lies beside that.
record MovePool(WhatIf whatIf) {
    /// The fact that is written with orders.
    static final String ORDER = "order";

    List<Move> of(String subject, List<Explained> readers) {
        boolean rows = subject.equals(ORDER)
                || readers.stream().anyMatch(leaf -> leaf.condition() instanceof Rule.Matches || isLatest(leaf));
        if (rows) {
            return new RowMoves(whatIf, subject, readers).all();
        }
        List<Move> moves = new ArrayList<>();
        readers.forEach(leaf -> moves.addAll(new PlaceMoves(whatIf).of(leaf)));
        Attribute attribute = readers.stream()
                .flatMap(leaf -> Stream.ofNullable(attribute(leaf.condition())))
                .findFirst()
                .orElse(null);
        if (attribute != null && attribute.isSet()) {
            moves.addAll(set(attribute, readers));
        } else if (attribute != null) {
            moves.addAll(new AttributeMoves(whatIf, attribute).of(readers));
        }
        return moves;
    }

    private boolean isLatest(Explained leaf) {
        Attribute attribute = attribute(leaf.condition());
        return attribute != null && attribute.storage() instanceof Attribute.Storage.Latest;
    }

    private @Nullable Attribute attribute(Rule.Leaf leaf) {
        return switch (leaf) {
            case Rule.Condition condition -> whatIf.vocabulary().attributeOf(condition.attribute());
            case Rule.HasBeen hasBeen -> whatIf.vocabulary().attributeOf(hasBeen.attribute());
            case Rule.Anniversary anniversary -> whatIf.vocabulary().attributeOf(anniversary.attribute());
            default -> null;
        };
    }

    private List<Move> set(Attribute attribute, List<Explained> readers) {
        Set<String> present = new TreeSet<>();
        List<Rule.Condition> conditions = new ArrayList<>();
        for (Explained leaf : readers) {
            if (leaf.actual() instanceof Actual.Elements held && leaf.condition() instanceof Rule.Condition condition) {
                present.addAll(held.elements());
                conditions.add(condition);
            }
        }
        return new SetMoves(attribute, present).of(conditions);
    }
}
