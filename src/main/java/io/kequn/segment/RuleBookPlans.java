package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.segment.RuleBookChecks.Wanted;
import io.kequn.segment.RulePlan.PlanAction;
import io.kequn.segment.RulePlan.PlanItem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares a checked file of rules with what the shop has, and carries the difference out; both inside one
/// definition transaction.
@Singleton
class RuleBookPlans {
    private static final String KIND = "segment";

    private final SegmentRepository segments;
    private final SegmentVersionRepository versions;
    private final SegmentDrafts drafts;
    private final SegmentPublication publication;
    private final RuleReaders readers;

    RuleBookPlans(
            SegmentRepository segments,
            SegmentVersionRepository versions,
            SegmentDrafts drafts,
            SegmentPublication publication,
            RuleReaders readers) {
        this.segments = segments;
        this.versions = versions;
        this.drafts = drafts;
        this.publication = publication;
        this.readers = readers;
    }

    /// One item of the plan with what it is about; `wanted` is null where the file does not name the segment,
    /// `present` where the shop has none.
    record Step(
            PlanItem item,
            @Nullable Wanted wanted,
            @Nullable SegmentEntity present) {}

    /// The steps as the file has them, and in the order in which they can be done.
    record Plan(List<Step> steps, List<Step> inOrder) {}

    /// Refuses rules that would read each other in a circle.
    Uni<Plan> of(Caller caller, List<Wanted> wanted, boolean prune) {
        var shop = caller.ofShop();
        return segments.lockAll(shop)
                .chain(present -> versions.open(shop).map(rules -> steps(wanted, present, rules, prune)))
                .chain(steps -> readers.liveGraph(shop).map(live -> new Plan(steps, RuleBookOrder.of(steps, live))));
    }

    Uni<Void> run(Caller caller, Plan plan) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var step : plan.inOrder) {
            all = all.chain(() -> run(caller, step));
        }
        return all;
    }

    private static List<Step> steps(
            List<Wanted> wanted, List<SegmentEntity> present, List<SegmentVersionEntity> rules, boolean prune) {
        var left = new TreeMap<String, SegmentEntity>();
        present.forEach(segment -> left.put(segment.key, segment));
        var ofSegment = rules.stream().collect(Collectors.groupingBy(version -> version.segmentId));
        var steps = new ArrayList<Step>();
        for (var each : wanted) {
            steps.add(step(each, left.remove(each.key()), ofSegment));
        }
        if (prune) {
            left.values().stream()
                    .filter(segment -> segment.archivedAt == null)
                    .map(segment ->
                            new Step(new PlanItem(KIND, segment.key, PlanAction.ARCHIVE, List.of()), null, segment))
                    .forEach(steps::add);
        }
        return steps;
    }

    private static Step step(
            Wanted wanted, @Nullable SegmentEntity present, Map<Integer, List<SegmentVersionEntity>> rules) {
        if (present == null) {
            return new Step(new PlanItem(KIND, wanted.key(), PlanAction.CREATE, List.of()), wanted, null);
        }
        if (SegmentKind.of(present.kind) != wanted.spec().kind()) {
            throw STATE_CONFLICT.at(wanted.pointer("kind"), "The kind of a segment never changes.", "客群类型不可更改。");
        }
        var changes = changes(wanted, present, rules.getOrDefault(present.id, List.of()));
        var action = changes.isEmpty() ? PlanAction.UNCHANGED : PlanAction.CHANGE;
        return new Step(new PlanItem(KIND, wanted.key(), action, changes), wanted, present);
    }

    private static List<String> changes(Wanted wanted, SegmentEntity present, List<SegmentVersionEntity> rules) {
        var changes = new ArrayList<String>();
        if (present.archivedAt != null) {
            changes.add("archived");
        }
        if (!present.name.equals(wanted.spec().name())) {
            changes.add("name");
        }
        var description = wanted.spec().description();
        if (description != null && !description.equals(present.description)) {
            changes.add("description");
        }
        if (!wanted.isStatic() && !hasRule(wanted, present, rules)) {
            changes.add("rule");
        }
        return changes;
    }

    /// Whether the rule is live, or for a draft, saved.
    private static boolean hasRule(Wanted wanted, SegmentEntity present, List<SegmentVersionEntity> rules) {
        var hash = wanted.rule().orElseThrow().rule().hash();
        return rules.stream()
                .filter(version -> wanted.isDraft() || SegmentPublication.isLive(present, version))
                .anyMatch(version -> version.hash.equals(hash));
    }

    private Uni<Void> run(Caller caller, Step step) {
        var present = step.present;
        var wanted = step.wanted;
        return switch (step.item.action()) {
            case UNCHANGED -> Uni.createFrom().voidItem();
            case CREATE -> wanted == null ? Uni.createFrom().voidItem() : create(caller, wanted);
            case CHANGE ->
                wanted == null || present == null
                        ? Uni.createFrom().voidItem()
                        : change(caller, wanted, present, step.item.changes());
            case ARCHIVE ->
                present == null
                        ? Uni.createFrom().voidItem()
                        : publication.archive(caller, present).replaceWithVoid();
        };
    }

    private Uni<Void> create(Caller caller, Wanted wanted) {
        return drafts.insert(caller, wanted.key(), wanted.spec(), wanted.rule())
                .chain(() -> wanted.isDraft() || wanted.isStatic()
                        ? Uni.createFrom().voidItem()
                        : publish(caller, wanted.key()));
    }

    private Uni<Void> publish(Caller caller, String key) {
        return segments.lockExisting(caller.ofShop(), key)
                .chain(segment -> publication.publish(caller, segment))
                .replaceWithVoid();
    }

    private Uni<Void> change(Caller caller, Wanted wanted, SegmentEntity present, List<String> changes) {
        boolean newRule = changes.contains("rule");
        boolean publishes = newRule && !wanted.isDraft();
        Uni<?> back = changes.contains("archived") && !publishes
                ? publication.unarchive(caller, present)
                : Uni.createFrom().voidItem();
        return back.chain(() -> drafts.change(
                        caller, present, wanted.spec().filed(), newRule ? wanted.rule() : Optional.empty()))
                .chain(() -> publishes
                        ? publication.publishWaiting(caller, present)
                        : Uni.createFrom().voidItem())
                .replaceWithVoid();
    }
}
