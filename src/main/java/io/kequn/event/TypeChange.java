package io.kequn.event;

import java.util.Set;

/// How the declared types of an event's properties have changed.
///
/// @param lost properties whose type is gone, or is another one
/// @param gained properties that have a type now, or another one
/// @param uncounted those of the gained whose values are no numbers
public record TypeChange(String event, Set<String> lost, Set<String> gained, Set<String> uncounted) {
    public TypeChange {
        lost = Set.copyOf(lost);
        gained = Set.copyOf(gained);
        uncounted = Set.copyOf(uncounted);
    }

    public boolean isAny() {
        return !lost.isEmpty() || !gained.isEmpty();
    }
}
