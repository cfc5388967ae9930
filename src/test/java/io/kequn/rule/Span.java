package io.kequn.rule;

/// From one point up to, but not including, another.
record Span<T extends Comparable<? super T>>(T from, T until) {
    /// The point lies before all of it.
    boolean startsAfter(T point) {
        return point.compareTo(from) < 0;
    }

    /// The point lies behind all of it.
    boolean endsBefore(T point) {
        return point.compareTo(until) >= 0;
    }

    boolean holds(T point) {
        return !startsAfter(point) && !endsBefore(point);
    }
}
