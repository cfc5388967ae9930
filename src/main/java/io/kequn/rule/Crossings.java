package io.kequn.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the passing of time alone can change in rules, and which customers it may concern. Immutable; made by
/// `RuleCompiler.crossings`.
///
/// Every boundary that moves with the clock moves forward only. So who is not among the candidates of a stretch of
/// time has the same truth at its end as at any instant within it, as long as no fact changed.
public final class Crossings {
    private final List<Crossing> crossings;

    Crossings(List<Crossing> crossings) {
        this.crossings = List.copyOf(crossings);
    }

    /// Whether time alone can change anything.
    public boolean isEmpty() {
        return crossings.isEmpty();
    }

    /// The first instant, not before the evaluation, from which on time may have changed something: the evaluation
    /// itself if a rule counts hours or asks for now, else a midnight of the shop; empty if time changes nothing.
    public Optional<Instant> next(EvaluationTime now) {
        Days days = new Days(now);
        return crossings.stream()
                .map(crossing -> crossing.boundary().next(days))
                .min(Instant::compareTo);
    }

    /// The queries for the customers whose truth may have changed after one evaluation and up to another; one
    /// or two for each line of moments that a boundary has passed, and none where none has. Both are in the
    /// same calendar.
    public List<CandidateQuery> candidates(EvaluationTime after, EvaluationTime until) {
        if (!after.zone().equals(until.zone()) || after.weekStart() != until.weekStart()) {
            throw new IllegalArgumentException("Another calendar changes what all days mean");
        }
        Days before = new Days(after);
        Days now = new Days(until);
        Map<Lane, CandidateWindows> lanes = new LinkedHashMap<>();
        for (Crossing crossing : crossings) {
            Boundary.Window window =
                    crossing.boundary().passed(before, now, crossing.line().date());
            if (!window.isEmpty()) {
                var lane = new Lane(crossing.line(), crossing.kinds().isEmpty());
                lanes.computeIfAbsent(lane, key -> new CandidateWindows(now)).add(crossing, window);
            }
        }
        List<CandidateQuery> queries = new ArrayList<>();
        lanes.forEach((lane, windows) -> queries.addAll(windows.queries(lane.line(), lane.anyKind())));
        return queries;
    }

    private record Lane(Line line, boolean anyKind) {}
}
