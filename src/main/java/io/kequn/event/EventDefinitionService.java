package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.EVENT_DEFINITION_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a shop declares of its events. A declared property takes values of its type only, and rules check theirs
/// against it. What rules read keeps its type.
@Singleton
public class EventDefinitionService {
    private static final String LIST = "event-definitions";

    private final DefinitionTransaction definitions;
    private final EventDefinitionRepository rows;
    private final EventDefinitionStore store;
    private final Cursors cursors;
    private final EventDeclarations declarations;
    private final Jobs jobs;

    EventDefinitionService(
            DefinitionTransaction definitions,
            EventDefinitionRepository rows,
            EventDefinitionStore store,
            Cursors cursors,
            EventDeclarations declarations,
            Jobs jobs) {
        this.definitions = definitions;
        this.rows = rows;
        this.store = store;
        this.cursors = cursors;
        this.declarations = declarations;
        this.jobs = jobs;
    }

    /// The definition; refuses with `event_definition_not_found`.
    public Uni<EventDefinition> get(String name) {
        return find(name).map(found -> found.orElseThrow(() -> missing(name)));
    }

    public Uni<Optional<EventDefinition>> find(String name) {
        return all().map(all -> Optional.ofNullable(all.get(name)));
    }

    /// Those of the names that are defined.
    Uni<List<EventDefinition>> byNames(List<String> names) {
        return all().map(all -> all.values().stream()
                .filter(definition -> names.contains(definition.name()))
                .toList());
    }

    private Uni<SortedMap<String, EventDefinition>> all() {
        return store.all(Caller.with(Scope.EVENTS_READ).ofShop());
    }

    /// What the shop itself has declared, by name.
    public Uni<List<EventDefinition>> own() {
        return all().map(all -> all.values().stream()
                .filter(definition -> definition.version() > 0)
                .toList());
    }

    /// By name. There are few, so that a page is cut from all of them.
    public Uni<Page<EventDefinition>> list(PageRequest request) {
        var caller = Caller.with(Scope.EVENTS_READ);
        var position = cursors.position(caller, LIST, request);
        return store.all(caller.ofShop()).map(all -> {
            var after = position.isEmpty() ? all : all.tailMap(position.getFirst() + '\0');
            var found = after.values().stream().limit(request.rows()).toList();
            var page = cursors.page(caller, LIST, request, found, definition -> List.of(definition.name()));
            return request.count() ? page.withTotal(all.size()) : page;
        });
    }

    /// Declares what `spec` says; the same again changes nothing. Refuses with `in_use` to change or drop the
    /// type of a property that rules read, and to declare what they could not read any more.
    public Uni<EventDefinitionChange> put(String name, EventDefinitionSpec spec, ExpectedVersion expected) {
        var caller = Caller.with(Scope.EVENTS_WRITE);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        var wanted = EventDefinitionInputs.read(inputs, name, spec);
        inputs.check();
        var command = new Command<>(caller, "event-definitions/" + name, spec, EventDefinitionChange.class);
        return definitions
                .writeRules(
                        command,
                        () -> rows.lock(shop, wanted.name())
                                .invoke(found -> expected.check(
                                        found.map(row -> row.version).orElse(0)))
                                .chain(found -> declarations.declare(caller, found, wanted)))
                .invoke(jobs::wake);
    }

    /// Takes back what the shop has declared of these events; what is standard stays. Refuses with `in_use`
    /// while rules read one of the properties.
    public Uni<EventDefinitionDeletion> delete(String name, ExpectedVersion expected) {
        var caller = Caller.with(Scope.EVENTS_WRITE);
        var shop = caller.ofShop();
        var command =
                new Command<>(caller, "event-definitions/" + name + "/delete", null, EventDefinitionDeletion.class);
        return definitions.writeRules(
                command,
                () -> rows.lock(shop, name)
                        .map(found -> found.orElseThrow(() -> missing(name)))
                        .invoke(row -> expected.check(row.version))
                        .call(row ->
                                declarations.refuseUsed(shop, name, row.types().keySet()))
                        .chain(row -> rows.delete(row).chain(() -> rows.flush()))
                        .replaceWith(new EventDefinitionDeletion(name)));
    }

    private static Refusal missing(String name) {
        var shown = Optional.of(name).filter(text -> text.length() <= 100).orElse("…");
        return EVENT_DEFINITION_NOT_FOUND.because(
                "The shop has declared nothing of events `" + shown + "`.", "店铺没有声明事件 `" + shown + "`。");
    }
}
