package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.LayerSetSpec.LayerSpec;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Layer sets in a file of rules. One that shall end is archived.
@Singleton
class BookedLayerSets implements BookKind<LayerSetDefinition, BookedLayerSets.Wanted> {
    private final LayerSetRepository sets;
    private final LayerSetVersionRepository versions;
    private final LayerSetWrites writes;
    private final LayerChecks checks;

    BookedLayerSets(
            LayerSetRepository sets, LayerSetVersionRepository versions, LayerSetWrites writes, LayerChecks checks) {
        this.sets = sets;
        this.versions = versions;
        this.writes = writes;
        this.checks = checks;
    }

    /// `layers` are empty where something is wrong with them.
    record Wanted(
            String pointer, String key, LayerSetSpec spec, List<Layer> layers, boolean readsTime, boolean isDraft) {}

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
    public Wanted read(LayerSetDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = inputs.key("/key", definition.key());
        var spec = LayerChecks.checked(inputs, definition.spec().all()).values();
        var layers = layers(inputs, vocabulary, spec);
        boolean readsTime = checks.uses(vocabulary, layers).readsTime();
        return new Wanted(pointer, key, spec, layers, readsTime, definition.waits());
    }

    private List<Layer> layers(Inputs inputs, Vocabulary vocabulary, LayerSetSpec spec) {
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
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        var shop = caller.ofShop();
        return sets.lockAll(shop)
                .chain(present ->
                        versions.open(shop).map(layers -> steps(caller, wanted, present, layers, comparison.prune())));
    }

    private List<BookStep> steps(
            Caller caller,
            List<Wanted> wanted,
            List<LayerSetEntity> present,
            List<LayerSetVersionEntity> layers,
            boolean prune) {
        var left = new TreeMap<String, LayerSetEntity>();
        present.forEach(set -> left.put(set.key, set));
        var ofSet = layers.stream().collect(Collectors.groupingBy(version -> version.layerSetId));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key), ofSet));
        }
        if (prune) {
            left.values().stream()
                    .filter(set -> set.archivedAt == null)
                    .map(set -> BookStep.archive(field(), set.key, effects -> writes.end(set, effects)))
                    .forEach(steps::add);
        }
        return steps;
    }

    private BookStep step(
            Caller caller,
            Wanted wanted,
            @Nullable LayerSetEntity present,
            Map<Integer, List<LayerSetVersionEntity>> layers) {
        if (present == null) {
            return BookStep.create(field(), wanted.key, effects -> writes.create(caller, wanted, effects));
        }
        var changes = new Differences()
                .where(present.archivedAt != null, "archived")
                .of("name", wanted.spec.name(), present.name)
                .ofText("description", wanted.spec.description(), present.description)
                .where(!hasLayers(wanted, present, layers.getOrDefault(present.id, List.of())), "layers")
                .fields();
        return BookStep.change(
                field(), wanted.key, changes, effects -> writes.change(caller, wanted, present, changes, effects));
    }

    /// Whether these layers are live, or for a draft, saved.
    private static boolean hasLayers(Wanted wanted, LayerSetEntity present, List<LayerSetVersionEntity> layers) {
        var text = LayerNotation.write(wanted.layers);
        return layers.stream()
                .filter(version ->
                        wanted.isDraft || Integer.valueOf(version.number).equals(present.liveVersion))
                .anyMatch(version -> version.layers.equals(text));
    }
}
