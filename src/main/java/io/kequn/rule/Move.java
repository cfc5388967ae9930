package io.kequn.rule;

import java.util.List;

/// One effect that may flip a verdict.
///
/// @param weight how far away it is, roughly: the less the nearer
/// @param changes what has to change for it
record Move(Effect effect, double weight, List<RuleChange> changes) {
    Move {
        changes = List.copyOf(changes);
    }

    static Move of(Effect effect, double weight, RuleChange change) {
        return new Move(effect, weight, List.of(change));
    }
}
