package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;

/// Where else a customer could be: at the places that the rule names, in other segments and layers.
record PlaceMoves(WhatIf whatIf) {
    private static final double NEAR = 25;
    private static final double AWAY = 32;
    private static final double OTHER = 30;

    List<Move> of(Explained leaf) {
        return switch (leaf.condition()) {
            case Rule.Within within -> location(within, leaf.holds());
            case Rule.InSegment segment -> List.of(segment(segment, leaf.actual()));
            case Rule.InLayer layer -> layers(layer, leaf.actual());
            default -> List.of();
        };
    }

    private List<Move> location(Rule.Within rule, boolean holds) {
        String subject = String.valueOf(whatIf.subject(rule));
        if (holds) {
            return List.of(
                    Move.of(new Effect.Becomes(subject, null), AWAY, RuleChange.removed(Attribute.LOCATION, null)));
        }
        double latitude = rule.latitude().number().doubleValue();
        double longitude = rule.longitude().number().doubleValue();
        Value place = new Value.Text(RulePrinter.value(rule.latitude()) + ", " + RulePrinter.value(rule.longitude()));
        return List.of(Move.of(
                new Effect.Goes(subject, latitude, longitude),
                NEAR,
                RuleChange.becomes(Attribute.LOCATION, null, place)));
    }

    private Move segment(Rule.InSegment rule, Actual actual) {
        boolean enters = actual instanceof Actual.Member member && !member.member();
        return Move.of(
                new Effect.Enters(String.valueOf(whatIf.subject(rule)), enters),
                OTHER,
                RuleChange.member(rule.segment(), enters));
    }

    private List<Move> layers(Rule.InLayer rule, Actual actual) {
        String present = actual instanceof Actual.Layer layer ? layer.layer() : null;
        List<Move> moves = new ArrayList<>();
        whatIf.vocabulary().layers().set(rule.set()).layers().keySet().stream()
                .filter(layer -> !layer.equals(present))
                .sorted()
                .forEach(layer -> moves.add(Move.of(
                        new Effect.Moves(String.valueOf(whatIf.subject(rule)), layer),
                        OTHER,
                        RuleChange.layer(rule.set(), present, layer))));
        return moves;
    }
}
