package io.kequn.rule;

import java.util.Collection;

/// Whether a condition would hold if something changed; `OPEN` where that cannot be told.
enum Outlook {
    HOLDS,
    FAILS,
    OPEN;

    static Outlook of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }

    Outlook not() {
        return switch (this) {
            case HOLDS -> FAILS;
            case FAILS -> HOLDS;
            case OPEN -> OPEN;
        };
    }

    /// Of a number that may only grow: what it is enough for already it stays enough for, and too much stays
    /// too much.
    static Outlook growing(Operator operator, boolean holds) {
        return switch (operator) {
            case GREATER, GREATER_OR_EQUAL -> holds ? HOLDS : OPEN;
            case LESS, LESS_OR_EQUAL -> holds ? OPEN : FAILS;
            default -> OPEN;
        };
    }

    /// What is left open does not matter beside one that fails.
    static Outlook all(Collection<Outlook> outlooks) {
        if (outlooks.contains(FAILS)) {
            return FAILS;
        }
        return outlooks.contains(OPEN) ? OPEN : HOLDS;
    }

    static Outlook any(Collection<Outlook> outlooks) {
        return all(outlooks.stream().map(Outlook::not).toList()).not();
    }
}
