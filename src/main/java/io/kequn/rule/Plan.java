package io.kequn.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves that are made together, at most one on each fact.
record Plan(Map<String, Move> moves, double weight) {
    static final Plan NOTHING = new Plan(Map.of(), 0);

    static Plan of(Move move) {
        return new Plan(Map.of(move.effect().subject(), move), move.weight());
    }

    Collection<Effect> effects() {
        return moves.values().stream().map(Move::effect).toList();
    }

    /// What has to change, waiting last.
    List<RuleChange> changes() {
        List<RuleChange> changes = new ArrayList<>();
        moves.values().stream()
                .filter(move -> !(move.effect() instanceof Effect.Waits))
                .forEach(move -> changes.addAll(move.changes()));
        moves.values().stream()
                .filter(move -> move.effect() instanceof Effect.Waits)
                .forEach(move -> changes.addAll(move.changes()));
        return changes;
    }

    /// Both together; empty where they want different things of one fact. Of two waits the longer is meant.
    Optional<Plan> and(Plan other) {
        Map<String, Move> all = new LinkedHashMap<>(moves);
        for (Map.Entry<String, Move> each : other.moves.entrySet()) {
            Move mine = all.get(each.getKey());
            if (mine == null || mine.equals(each.getValue())) {
                all.put(each.getKey(), each.getValue());
            } else if (mine.effect() instanceof Effect.Waits some
                    && each.getValue().effect() instanceof Effect.Waits more) {
                all.put(each.getKey(), some.until().isAfter(more.until()) ? mine : each.getValue());
            } else {
                return Optional.empty();
            }
        }
        double total = all.values().stream().mapToDouble(Move::weight).sum();
        return Optional.of(new Plan(all, total));
    }
}
