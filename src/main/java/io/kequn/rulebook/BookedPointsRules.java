package io.kequn.rulebook;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.points.PointsRule;
import io.kequn.points.PointsRuleSpec;
import io.kequn.points.PointsRuleWrites;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What earns points, in a file of rules. A rule that shall end is archived.
@Singleton
class BookedPointsRules implements BookKind<PointsRuleDefinition, BookedPointsRules.Wanted> {
    private final PointsRuleWrites writes;

    BookedPointsRules(PointsRuleWrites writes) {
        this.writes = writes;
    }

    record Wanted(String pointer, String key, PointsRuleSpec spec) {}

    @Override
    public BookField field() {
        return BookField.POINTS_RULES;
    }

    @Override
    public @Nullable List<PointsRuleDefinition> of(RuleBook book) {
        return book.pointsRules();
    }

    @Override
    public @Nullable String key(PointsRuleDefinition definition) {
        return definition.key();
    }

    @Override
    public Wanted read(PointsRuleDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = inputs.key("/key", definition.key());
        return new Wanted(
                pointer, key, PointsRuleWrites.checked(inputs, definition.spec(), vocabulary.currencyDigits()));
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        return writes.all(caller.ofShop()).map(present -> steps(caller, wanted, present, comparison.prune()));
    }

    private List<BookStep> steps(Caller caller, List<Wanted> wanted, List<PointsRule> present, boolean prune) {
        var left = new TreeMap<String, PointsRule>();
        present.forEach(rule -> left.put(rule.key(), rule));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key)));
        }
        if (prune) {
            left.values().stream()
                    .filter(rule -> !rule.archived())
                    .map(rule -> BookStep.archive(field(), rule.key(), effects -> writes.archive(caller, rule.key())))
                    .forEach(steps::add);
        }
        return steps;
    }

    private BookStep step(Caller caller, Wanted wanted, @Nullable PointsRule present) {
        return present == null
                ? BookStep.create(field(), wanted.key, effects -> put(caller, wanted))
                : BookStep.change(field(), wanted.key, changes(wanted, present), effects -> put(caller, wanted));
    }

    private Uni<?> put(Caller caller, Wanted wanted) {
        return writes.put(caller, wanted.key, wanted.spec.in(caller.ofShop().currency()))
                .onFailure(Refusal.class)
                .transform(refusal -> refusal.below(wanted.pointer));
    }

    private static List<String> changes(Wanted wanted, PointsRule rule) {
        var asked = PointsRuleDefinition.of(wanted.key, wanted.spec);
        var present = PointsRuleDefinition.of(rule);
        return new Differences()
                .where(rule.archived(), "archived")
                .ofAll("name", asked.name(), present.name())
                .ofAll("trigger", asked.trigger(), present.trigger())
                .ofAll("event", asked.event(), present.event())
                .ofAll("nth", asked.nth(), present.nth())
                .ofAll("every", asked.every(), present.every())
                .ofAll("points", asked.points(), present.points())
                .ofAll("per", asked.per(), present.per())
                .ofAll("rounding", asked.rounding(), present.rounding())
                .ofAll("minimumAmount", asked.minimumAmount(), present.minimumAmount())
                .ofAll("segments", asked.segments(), present.segments())
                .ofAll("cap", asked.cap(), present.cap())
                .ofAll("multipliers", asked.multipliers(), present.multipliers())
                .of("activeFrom", asked.activeFrom(), present.activeFrom())
                .ofAll("activeUntil", asked.activeUntil(), present.activeUntil())
                .ofAll("enabled", asked.enabled(), present.enabled())
                .fields();
    }
}
