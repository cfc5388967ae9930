package io.kequn.publication;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.BiFunction;

/// Runs the verbs that change which rules writers evaluate: under the exclusive rules lock and the row lock of the
/// definition.
@Singleton
public class RuleCommands {
    private final DefinitionTransaction definitions;
    private final Jobs jobs;

    RuleCommands(DefinitionTransaction definitions, Jobs jobs) {
        this.definitions = definitions;
        this.jobs = jobs;
    }

    /// What verbs are about: its route, how its row is locked, and what is answered afterwards.
    public record Target<E extends PublishedEntity, A>(
            String route,
            BiFunction<Shop, String, Uni<E>> lock,
            BiFunction<Shop, String, Uni<A>> answer,
            Class<A> type) {
        private Target<E, Deleted> deleted() {
            return new Target<>(route, lock, (shop, key) -> Uni.createFrom().item(new Deleted(key)), Deleted.class);
        }
    }

    record Deleted(String key) {}

    /// `verb` is the part of the route that tells repetitions of this command from other commands. Builds that
    /// it has queued begin at once.
    public <E extends PublishedEntity, A> Uni<A> run(
            Target<E, A> target,
            String key,
            String verb,
            ExpectedVersion expected,
            BiFunction<Caller, E, Uni<?>> action) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, target.route + key + "/" + verb, Map.of(), target.type);
        return definitions
                .writeRules(
                        command,
                        () -> target.lock
                                .apply(caller.ofShop(), key)
                                .invoke(found -> expected.check(found.version))
                                .chain(found -> action.apply(caller, found))
                                .chain(() -> target.answer.apply(caller.ofShop(), key)))
                .invoke(jobs::wake);
    }

    /// The same for the verb that deletes.
    public <E extends PublishedEntity, A> Uni<Void> delete(
            Target<E, A> target, String key, ExpectedVersion expected, BiFunction<Caller, E, Uni<?>> action) {
        return run(target.deleted(), key, "delete", expected, action).replaceWithVoid();
    }
}
