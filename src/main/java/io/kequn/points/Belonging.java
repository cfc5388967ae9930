package io.kequn.points;

import io.kequn.level.LevelReader.HeldLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a customer belongs to before the command is evaluated: segments, at least those that matter, and levels.
record Belonging(List<HeldSegment> segments, List<HeldLevel> levels) {
    static final Belonging NOWHERE = new Belonging(List.of(), List.of());

    Belonging {
        segments = List.copyOf(segments);
        levels = List.copyOf(levels);
    }

    boolean isIn(String segment) {
        return segments.stream().anyMatch(held -> held.key().equals(segment));
    }

    /// Whether the multiplier is for this customer.
    boolean has(PointsMultiplier multiplier) {
        return multiplier.segment() != null
                ? isIn(multiplier.segment())
                : levels.stream().anyMatch(level -> level.name().equals(multiplier.level()));
    }

    /// What levels and segments give, whatever the rule says.
    Stream<AppliedMultiplier> benefits() {
        var ofLevels = levels.stream()
                .map(level -> level.pointsMultiplier().map(factor -> AppliedMultiplier.ofLevel(factor, level.name())));
        var ofSegments = segments.stream()
                .map(segment ->
                        segment.pointsMultiplier().map(factor -> AppliedMultiplier.ofSegment(factor, segment.key())));
        return Stream.concat(ofLevels, ofSegments).flatMap(Optional::stream);
    }
}
