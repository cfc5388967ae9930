package io.kequn.layer;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleCommands;
import io.kequn.publication.RuleCommands.Target;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
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
    private final RuleCommands commands;
    private final Target<LayerSetEntity, LayerSet> target;

    LayerSetService(
            DefinitionTransaction definitions,
            LayerSetRepository sets,
            LayerSetDrafts drafts,
            LayerSetPublication publication,
            LayerSetReads reads,
            RuleCommands commands) {
        this.definitions = definitions;
        this.sets = sets;
        this.drafts = drafts;
        this.publication = publication;
        this.reads = reads;
        this.commands = commands;
        this.target = new Target<>("layer-sets/", sets::lockExisting, LayerSetReads::inside, LayerSet.class);
    }

    /// A layer set that was put, and whether it is new.
    public record Put(LayerSet set, boolean created) {}

    public Uni<LayerSet> get(String key) {
        return reads.get(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    public Uni<Optional<LayerSet>> find(String key) {
        return reads.find(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    /// Those of the keys that exist, archived ones too.
    public Uni<List<LayerSet>> byKeys(List<String> keys) {
        return reads.byKeys(Caller.with(SEGMENTS_READ).ofShop(), keys);
    }

    public Uni<Page<LayerSet>> list(@Nullable String status, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var inputs = new Inputs();
        var wanted = status == null ? null : inputs.choice("status", status, SegmentStatus.BY_TEXT);
        inputs.check();
        return reads.list(caller, wanted, page);
    }

    /// Makes the set, or changes what the patch mentions; `layers` make a new draft if they are others.
    public Uni<Put> put(String key, Patch<LayerSetSpec> request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        inputs.key("key", key);
        var patch = LayerChecks.checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "layer-sets/" + key, request.content(), Put.class);
        Supplier<Uni<Put>> once = () -> definitions.write(
                command,
                () -> sets.lock(caller.ofShop(), key)
                        .call(found -> write(caller, key, found, patch, expected))
                        .chain(found ->
                                LayerSetReads.inside(caller.ofShop(), key).map(set -> new Put(set, found.isEmpty()))));
        // Of two that make the set at once, the second changes what the first has made.
        return once.get().onFailure(Violations.of("layer_set_key_taken")).recoverWithUni(once::get);
    }

    private Uni<?> write(
            Caller caller,
            String key,
            Optional<LayerSetEntity> found,
            Patch<LayerSetSpec> patch,
            ExpectedVersion expected) {
        expected.check(found.map(set -> set.version).orElse(0));
        return found.isPresent()
                ? drafts.change(caller, found.get(), patch)
                : drafts.insert(caller, key, patch.values());
    }

    /// Changes what is there; refuses a key that is not.
    public Uni<LayerSet> change(String key, Patch<LayerSetSpec> request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var patch = LayerChecks.checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "layer-sets/" + key + "/change", request.content(), LayerSet.class);
        return definitions.write(
                command,
                () -> sets.lockExisting(caller.ofShop(), key)
                        .invoke(set -> expected.check(set.version))
                        .chain(set -> drafts.change(caller, set, patch))
                        .chain(() -> LayerSetReads.inside(caller.ofShop(), key)));
    }

    /// Makes the draft live, or builds the live layers anew if there is none.
    public Uni<LayerSet> publish(String key, ExpectedVersion expected) {
        return commands.run(target, key, "publish", expected, publication::publish);
    }

    /// Makes a version live: the draft, or an earlier one, which takes the layers back. A draft that waits goes on
    /// waiting.
    public Uni<LayerSet> publish(String key, int number, ExpectedVersion expected) {
        return commands.run(
                target,
                key,
                "versions/" + number + "/publish",
                expected,
                (caller, set) -> publication.publish(caller, set, number));
    }

    /// Ends a layer set: nobody is in any of its layers any more.
    public Uni<LayerSet> archive(String key, ExpectedVersion expected) {
        return commands.run(target, key, "archive", expected, publication::archive);
    }

    /// Brings an archived set back: its last published layers are live again, or its draft waits.
    public Uni<LayerSet> unarchive(String key, ExpectedVersion expected) {
        return commands.run(target, key, "unarchive", expected, publication::unarchive);
    }

    /// Deletes a draft that was never published, or an archived set that nobody is in any more.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        return commands.delete(target, key, expected, publication::delete);
    }
}
