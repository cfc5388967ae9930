package io.kequn.rule;

import java.util.Collection;
import java.util.stream.Stream;

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

    static Outlook all(Collection<Outlook> outlooks) {
        return all(outlooks.stream());
    }

    /// What is left open does not matter beside one that fails, and what comes after that is not asked.
    static Outlook all(Stream<Outlook> outlooks) {
        return worst(outlooks, FAILS);
    }

    static Outlook any(Stream<Outlook> outlooks) {
        return worst(outlooks, HOLDS);
    }

    /// The one that decides if there is any, else open if any is, else the opposite.
    private static Outlook worst(Stream<Outlook> outlooks, Outlook deciding) {
        Outlook all = deciding.not();
        for (var each = outlooks.iterator(); each.hasNext(); ) {
            Outlook outlook = each.next();
            if (outlook == deciding) {
                return deciding;
            }
            all = outlook == OPEN ? OPEN : all;
        }
        return all;
    }
}
