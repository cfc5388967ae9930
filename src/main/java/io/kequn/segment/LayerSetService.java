package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What people do with layer sets: read, draft, publish, archive, bring back, delete.
@Singleton
public class LayerSetService {
    private final DefinitionTransaction definitions;
    private final LayerSetRepository sets;
    private final LayerSetDrafts drafts;
    private final LayerSetPublication publication;
    private final LayerSetReads reads;
    private final Jobs jobs;

    LayerSetService(
            DefinitionTransaction definitions,
            LayerSetRepository sets,
            LayerSetDrafts drafts,
            LayerSetPublication publication,
            LayerSetReads reads,
            Jobs jobs) {
        this.definitions = definitions;
        this.sets = sets;
        this.drafts = drafts;
        this.publication = publication;
        this.reads = reads;
        this.jobs = jobs;
    }

    /// A layer set that was put, and whether it is new.
    public record Put(LayerSet set, boolean created) {}

    record Deleted(String key) {}

    public Uni<LayerSet> get(String key) {
        return reads.get(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    public Uni<Optional<LayerSet>> find(String key) {
        return reads.find(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    public Uni<Page<LayerSet>> list(@Nullable String status, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var inputs = new Inputs();
        var wanted = status == null ? null : inputs.choice("status", status, SegmentStatus.BY_TEXT);
        inputs.check();
        return reads.list(caller, wanted, page);
    }

    /// Makes the set, or changes its name, description and draft.
    public Uni<Put> put(String key, LayerSetSpec request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        inputs.key("key", key);
        var spec = LayerChecks.checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "layer-sets/" + key, request, Put.class);
        Supplier<Uni<Put>> once = () -> definitions.write(
                command,
                () -> sets.lock(caller.ofShop(), key)
                        .call(found -> write(caller, key, found, spec, expected))
                        .chain(found ->
                                LayerSetReads.inside(caller.ofShop(), key).map(set -> new Put(set, found.isEmpty()))));
        // Of two that make the set at once, the second changes what the first has made.
        return once.get().onFailure(Violations.of("layer_set_key_taken")).recoverWithUni(once::get);
    }

    private Uni<?> write(
            Caller caller, String key, Optional<LayerSetEntity> found, LayerSetSpec spec, ExpectedVersion expected) {
        expected.check(found.map(set -> set.version).orElse(0));
        return found.isPresent() ? drafts.change(caller, found.get(), spec) : drafts.insert(caller, key, spec);
    }

    /// Makes the draft live, or builds the live layers anew if there is none.
    public Uni<LayerSet> publish(String key, ExpectedVersion expected) {
        return run(key, "publish", expected, publication::publish);
    }

    /// Ends a layer set: nobody is in any of its layers any more.
    public Uni<LayerSet> archive(String key, ExpectedVersion expected) {
        return run(key, "archive", expected, publication::archive);
    }

    /// Brings an archived set back: its last published layers are live again, or its draft waits.
    public Uni<LayerSet> unarchive(String key, ExpectedVersion expected) {
        return run(key, "unarchive", expected, publication::unarchive);
    }

    /// Deletes a draft that was never published, or an archived set that nobody is in any more.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "layer-sets/" + key + "/delete", Map.of(), Deleted.class);
        return definitions
                .writeRules(
                        command,
                        () -> sets.lockExisting(caller.ofShop(), key)
                                .invoke(set -> expected.check(set.version))
                                .chain(set -> publication.delete(caller, set))
                                .replaceWith(new Deleted(key)))
                .replaceWithVoid();
    }

    private Uni<LayerSet> run(
            String key, String verb, ExpectedVersion expected, BiFunction<Caller, LayerSetEntity, Uni<?>> action) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "layer-sets/" + key + "/" + verb, Map.of(), LayerSet.class);
        return definitions
                .writeRules(
                        command,
                        () -> sets.lockExisting(caller.ofShop(), key)
                                .invoke(set -> expected.check(set.version))
                                .chain(set -> action.apply(caller, set))
                                .chain(() -> LayerSetReads.inside(caller.ofShop(), key)))
                .invoke(jobs::wake);
    }
}
