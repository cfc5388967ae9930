package io.kequn.segment;

import io.kequn.segment.RuleBookPlans.Step;
import io.kequn.segment.RulePlan.PlanAction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The order in which a file of rules can be carried out: what a rule reads is live before it, and nothing is
/// archived that is still read.
final class RuleBookOrder {
    private RuleBookOrder() {}

    /// Refuses with `rule_cycle`.
    static List<Step> of(List<Step> steps, RuleGraph live) {
        var strata = after(steps, live).strata();
        Comparator<Step> readFirst = Comparator.comparingInt(step -> stratum(strata, step));
        return Stream.concat(
                        steps.stream().filter(step -> !isEnd(step)).sorted(readFirst),
                        steps.stream().filter(RuleBookOrder::isEnd).sorted(readFirst.reversed()))
                .toList();
    }

    /// Who reads whom once the file is carried out; what it archives counts still.
    private static RuleGraph after(List<Step> steps, RuleGraph live) {
        var graph = live;
        for (var step : steps) {
            var wanted = step.wanted();
            if (wanted != null && !wanted.isDraft()) {
                graph = graph.with(wanted.key(), wanted.reads());
            }
        }
        for (var step : steps) {
            var path = graph.cycleThrough(step.item().key());
            if (!path.isEmpty()) {
                throw PublicationChecks.cycle(path);
            }
        }
        return graph;
    }

    private static boolean isEnd(Step step) {
        return step.item().action() == PlanAction.ARCHIVE;
    }

    private static int stratum(Map<String, Integer> strata, Step step) {
        return strata.getOrDefault(step.item().key(), 0);
    }
}
