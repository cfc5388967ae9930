package io.kequn.points;

import io.kequn.level.LevelReader.HeldLevel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a customer belongs to before the command is evaluated: segments by their keys, and levels.
record Belonging(Set<String> segments, List<HeldLevel> levels) {
    static final Belonging NOWHERE = new Belonging(Set.of(), List.of());

    Belonging {
        segments = Set.copyOf(segments);
        levels = List.copyOf(levels);
    }

    /// Whether the multiplier is for this customer.
    boolean has(PointsMultiplier multiplier) {
        return multiplier.segment() != null
                ? segments.contains(multiplier.segment())
                : levels.stream().anyMatch(level -> level.name().equals(multiplier.level()));
    }

    /// What the levels give, whatever the rule says.
    Stream<AppliedMultiplier> benefits() {
        return levels.stream()
                .flatMap(level ->
                        level
                                .pointsMultiplier()
                                .map(factor -> AppliedMultiplier.benefit(factor, level.name()))
                                .stream());
    }
}
