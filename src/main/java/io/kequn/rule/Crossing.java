package io.kequn.rule;

import java.util.Set;

/// A boundary of a rule on a line of moments.
///
/// @param kinds of the line's rows; empty for any
record Crossing(int rule, Line line, Set<?> kinds, Boundary boundary) {
    Crossing {
        kinds = Set.copyOf(kinds);
    }
}
