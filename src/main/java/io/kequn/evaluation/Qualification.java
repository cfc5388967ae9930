package io.kequn.evaluation;

import java.util.UUID;

/// What a customer qualifies for in a level program since this transaction.
///
/// @param version of the program, the live one
/// @param level the number of the level inside the database
public record Qualification(UUID customer, RuleSubject program, int version, int level) {
    static Qualification of(LayerMove move) {
        return new Qualification(
                move.customer(), move.set().subject(), move.set().version(), -move.to());
    }
}
