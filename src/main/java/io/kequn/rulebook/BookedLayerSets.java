package io.kequn.rulebook;

import io.kequn.layer.LayerChecks;
import io.kequn.layer.LayerRule;
import io.kequn.layer.LayerSetSpec;
import io.kequn.layer.LayerSetSpec.LayerSpec;
import io.kequn.layer.LayerSetWrites;
import io.kequn.layer.PresentLayerSet;
import io.kequn.layer.WantedLayerSet;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Layer sets in a file of rules. One that shall end is archived.
@Singleton
class BookedLayerSets implements BookKind<LayerSetDefinition, WantedLayerSet> {
    private final LayerSetWrites writes;
    private final LayerChecks checks;

    BookedLayerSets(LayerSetWrites writes, LayerChecks checks) {
        this.writes = writes;
        this.checks = checks;
    }

    @Override
    public BookField field() {
        return BookField.LAYER_SETS;
    }

    @Override
    public @Nullable List<LayerSetDefinition> of(RuleBook book) {
        return book.layerSets();
    }

    @Override
    public @Nullable String key(LayerSetDefinition definition) {
        return definition.key();
    }

    @Override
    public WantedLayerSet read(LayerSetDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = inputs.key("/key", definition.key());
        var spec = LayerChecks.checked(inputs, definition.spec().all()).values();
        var layers = layers(inputs, vocabulary, spec);
        boolean readsTime = checks.uses(vocabulary, layers).readsTime();
        return new WantedLayerSet(pointer, key, spec, layers, readsTime, definition.waits());
    }

    private List<LayerRule> layers(Inputs inputs, Vocabulary vocabulary, LayerSetSpec spec) {
        var given = Objects.requireNonNullElse(spec.layers(), List.<LayerSpec>of());
        if (given.stream().anyMatch(layer -> layer.rule() == null)) {
            return List.of(); // that it is missing has been noted
        }
        try {
            return checks.layers(vocabulary, spec).orElse(List.of());
        } catch (Refusal refusal) {
            refusal.errors().forEach(inputs::refuse);
            return List.of();
        }
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<WantedLayerSet> wanted, BookComparison comparison) {
        return writes.present(caller.ofShop()).map(present -> steps(caller, wanted, present, comparison.prune()));
    }

    private List<BookStep> steps(
            Caller caller, List<WantedLayerSet> wanted, List<PresentLayerSet> present, boolean prune) {
        var left = new TreeMap<String, PresentLayerSet>();
        present.forEach(set -> left.put(set.key(), set));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key())));
        }
        if (prune) {
            left.values().stream()
                    .filter(set -> !set.isArchived())
                    .map(set -> BookStep.archive(field(), set.key(), effects -> writes.end(set, effects)))
                    .forEach(steps::add);
        }
        return steps;
    }

    private BookStep step(Caller caller, WantedLayerSet wanted, @Nullable PresentLayerSet present) {
        if (present == null) {
            return BookStep.create(field(), wanted.key(), effects -> writes.create(caller, wanted, effects));
        }
        var spec = wanted.spec();
        var changes = new Differences()
                .where(present.isArchived(), "archived")
                .of("name", spec.name(), present.name())
                .ofText("description", spec.description(), present.description())
                .of("public", spec.isPublic(), present.isPublic())
                .where(!present.has(wanted.layers(), wanted.isDraft()), "layers")
                .fields();
        return BookStep.change(
                field(), wanted.key(), changes, effects -> writes.change(caller, wanted, present, changes, effects));
    }
}
