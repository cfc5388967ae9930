package io.kequn.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks for the nearest change that flips a rule's verdict: of a condition the moves on the fact that it
/// reads, of an AND that fails every failing child together, of an OR that fails the nearest child, and the
/// other way round. Every plan is judged on the part of the rule that it is for, and on the whole in the end,
/// so that what one condition wants never breaks another unseen.
///
/// Each condition is judged with each move on its fact. In a rule of hundreds of conditions only the nearest
/// moves are tried, so that an answer never takes long.
final class FlipPlanner {
    /// As many plans are kept for each part, the nearest; fewer where a rule is large.
    private static final int KEPT = 40;
    private static final int KEPT_OF_LARGE = 6;
    private static final int LARGE = 30;
    private static final int MOST_JUDGED = 20_000;

    private final WhatIf whatIf;
    private final ExplainedRule rule;
    private final Map<String, List<Move>> pool = new LinkedHashMap<>();
    private final List<Move> waits;
    private final int kept;
    private boolean curtailed;

    FlipPlanner(WhatIf whatIf, ExplainedRule rule) {
        this.whatIf = whatIf;
        this.rule = rule;
        List<Explained> leaves = rule.leaves();
        this.waits = nearest(new TimeMoves(whatIf).of(leaves), leaves);
        this.kept = leaves.size() > LARGE ? KEPT_OF_LARGE : KEPT;
        Map<String, List<Explained>> bySubject = new LinkedHashMap<>();
        for (Explained leaf : leaves) {
            String subject = whatIf.subject(leaf.condition());
            if (subject != null) {
                bySubject.computeIfAbsent(subject, none -> new ArrayList<>()).add(leaf);
            }
        }
        MovePool moves = new MovePool(whatIf);
        bySubject.forEach((subject, readers) -> pool.put(subject, nearest(moves.of(subject, readers), readers)));
    }

    private List<Move> nearest(List<Move> moves, List<Explained> readers) {
        int most = Math.max(KEPT, MOST_JUDGED / Math.max(1, work(readers)));
        curtailed |= moves.size() > most;
        return moves.stream()
                .sorted(Comparator.comparingDouble(Move::weight))
                .limit(most)
                .toList();
    }

    /// A calendar is made of all days that a condition on anniversaries names, whenever it is judged.
    private static int work(List<Explained> readers) {
        return readers.stream()
                .mapToInt(reader -> reader.condition() instanceof Rule.Anniversary anniversary
                        ? anniversary.values().size()
                        : 1)
                .sum();
    }

    Flip flip() {
        if (pool.isEmpty() && waits.isEmpty()) {
            return new Flip(List.of(), Flip.Reason.NOTHING_TO_CHANGE);
        }
        return plans(rule, !rule.holds()).stream()
                .findFirst()
                .map(plan -> new Flip(plan.changes(), null))
                .orElseGet(() -> new Flip(List.of(), curtailed ? Flip.Reason.NEAREST_TRIED : Flip.Reason.NOT_FORESEEN));
    }

    /// Plans that bring a part to a truth, the nearest first; for one that has it already, to do nothing.
    private List<Plan> plans(ExplainedRule part, boolean target) {
        if (part.holds() == target) {
            return List.of(Plan.NOTHING);
        }
        Stream<Plan> found = switch (part.kind()) {
            case ALL -> target ? together(part, true) : each(part, false);
            case ANY -> target ? each(part, true) : together(part, false);
            case NOT -> plans(part.children().getFirst(), !target).stream();
            case CONDITION -> moves(Objects.requireNonNull(part.leaf()), target);
        };
        return nearest(found, plan -> outlook(part, plan) == Outlook.of(target));
    }

    /// The nearest of those that suit. A plan is judged only when its turn comes.
    private List<Plan> nearest(Stream<Plan> plans, Predicate<Plan> suits) {
        return plans.distinct()
                .sorted(Comparator.comparingDouble(Plan::weight))
                .filter(suits)
                .limit(kept)
                .toList();
    }

    private Stream<Plan> each(ExplainedRule part, boolean target) {
        return part.children().stream().flatMap(child -> plans(child, target).stream());
    }

    /// Moves for one child may break another, so that some of each are tried, and those that suit all at once.
    private Stream<Plan> together(ExplainedRule part, boolean target) {
        List<Plan> all = List.of(Plan.NOTHING);
        for (ExplainedRule child : part.children()) {
            List<Plan> own = plans(child, target);
            all = nearest(
                    all.stream().flatMap(plan -> own.stream().flatMap(more -> plan.and(more).stream())), plan -> true);
        }
        return all.stream();
    }

    private Stream<Plan> moves(Explained leaf, boolean target) {
        String subject = whatIf.subject(leaf.condition());
        List<Plan> own = subject == null
                ? List.of()
                : pool.getOrDefault(subject, List.of()).stream().map(Plan::of).toList();
        List<Plan> waiting = whatIf.readsTime(leaf.condition())
                ? waits.stream().map(Plan::of).toList()
                : List.of();
        boolean both = leaf.condition() instanceof Rule.HasBeen && target;
        Stream<Plan> pairs = both
                ? own.stream().flatMap(plan -> waiting.stream().flatMap(wait -> plan.and(wait).stream()))
                : Stream.of();
        return Stream.of(own.stream(), waiting.stream(), pairs)
                .flatMap(plans -> plans)
                .filter(plan -> whatIf.of(leaf, plan.effects()) == Outlook.of(target));
    }

    private Outlook outlook(ExplainedRule part, Plan plan) {
        return switch (part.kind()) {
            case ALL -> Outlook.all(part.children().stream().map(child -> outlook(child, plan)));
            case ANY -> Outlook.any(part.children().stream().map(child -> outlook(child, plan)));
            case NOT -> outlook(part.children().getFirst(), plan).not();
            case CONDITION -> whatIf.of(Objects.requireNonNull(part.leaf()), plan.effects());
        };
    }
}
