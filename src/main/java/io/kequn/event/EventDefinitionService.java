package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.EVENT_DEFINITION_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a shop declares of its events. A declared property takes values of its type only, and rules check theirs
/// against it. What rules read keeps its type.
@Singleton
public class EventDefinitionService {
    /// Definitions of one shop.
    static final int MOST = 200;

    private static final String LIST = "event-definitions";

    private final DefinitionTransaction definitions;
    private final EventDefinitionRepository rows;
    private final EventDefinitionStore store;
    private final Cursors cursors;
    private final Jobs jobs;
    private final List<EventDefinitionUse> uses;

    EventDefinitionService(
            DefinitionTransaction definitions,
            EventDefinitionRepository rows,
            EventDefinitionStore store,
            Cursors cursors,
            Jobs jobs,
            @All List<EventDefinitionUse> uses) {
        this.definitions = definitions;
        this.rows = rows;
        this.store = store;
        this.cursors = cursors;
        this.jobs = jobs;
        this.uses = List.copyOf(uses);
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
        var wanted = EventDefinitionInputs.read(name, spec);
        var command = new Command<>(caller, "event-definitions/" + name, spec, EventDefinitionChange.class);
        return definitions
                .writeRules(
                        command,
                        () -> rows.lock(shop, wanted.name())
                                .invoke(found -> expected.check(
                                        found.map(row -> row.version).orElse(0)))
                                .chain(found -> declare(caller, found, wanted)))
                .invoke(jobs::wake);
    }

    private Uni<EventDefinitionChange> declare(
            Caller caller, Optional<EventDefinitionEntity> found, EventDefinitionInputs.Wanted wanted) {
        var row = found.orElseGet(() -> EventDefinitionEntity.of(caller.ofShop(), wanted.name()));
        var before = row.types();
        var gained = differing(wanted.types(), before);
        return refuseUsed(caller.ofShop(), wanted.name(), differing(before, wanted.types()))
                .chain(() -> refuseCalculated(caller.ofShop(), wanted, gained))
                .chain(() -> found.isEmpty()
                        ? refuseMore(caller.ofShop())
                        : Uni.createFrom().voidItem())
                .invoke(() -> row.declare(wanted.description(), wanted.types()))
                .chain(() -> rows.persistAndFlush(row))
                .call(() ->
                        gained.isEmpty() ? Uni.createFrom().voidItem() : tellDeclared(caller, wanted.name(), gained))
                .map(saved -> new EventDefinitionChange(saved.view(), found.isEmpty()));
    }

    /// The names of those that are not so among `others`.
    private static Set<String> differing(Map<String, EventPropertyType> some, Map<String, EventPropertyType> others) {
        return some.entrySet().stream()
                .filter(entry -> entry.getValue() != others.get(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Uni<Void> refuseMore(Shop shop) {
        return rows.count(shop)
                .invoke(present -> {
                    if (present >= MOST) {
                        throw STATE_CONFLICT.because(
                                "A shop declares at most " + MOST + " events; delete one first.",
                                "每个店铺最多声明 " + MOST + " 个事件，请先删除一个。");
                    }
                })
                .replaceWithVoid();
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
                        .call(row -> refuseUsed(shop, name, row.types().keySet()))
                        .chain(row -> rows.delete(row).chain(() -> rows.flush()))
                        .replaceWith(new EventDefinitionDeletion(name)));
    }

    private Uni<Void> refuseUsed(Shop shop, String event, Set<String> properties) {
        return properties.isEmpty()
                ? Uni.createFrom().voidItem()
                : each(use -> use.usersOfProperties(shop, event, properties).invoke(users -> refuse(event, users)));
    }

    /// A rule may calculate with what nobody has declared, and would find no numbers any more.
    private Uni<Void> refuseCalculated(Shop shop, EventDefinitionInputs.Wanted wanted, Set<String> gained) {
        var others = gained.stream()
                .filter(name -> wanted.types().get(name) != EventPropertyType.NUMBER)
                .collect(Collectors.toSet());
        return others.isEmpty()
                ? Uni.createFrom().voidItem()
                : each(use ->
                        use.usersOfNumbers(shop, wanted.name(), others).invoke(users -> refuse(wanted.name(), users)));
    }

    private static void refuse(String event, List<DefinitionUser> users) {
        DefinitionUser.refuseAny(
                "Properties of `" + event + "` that would change are", "将被修改的 `" + event + "` 属性", users);
    }

    private Uni<Void> tellDeclared(Caller caller, String event, Set<String> properties) {
        return each(use -> use.propertiesDeclared(caller, event, properties));
    }

    /// One after the other, since a definition transaction has one session.
    private Uni<Void> each(Function<EventDefinitionUse, Uni<?>> told) {
        return uses.stream()
                .map(told)
                .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next))
                .replaceWithVoid();
    }

    private static Refusal missing(String name) {
        var shown = Optional.of(name).filter(text -> text.length() <= 100).orElse("…");
        return EVENT_DEFINITION_NOT_FOUND.because(
                "The shop has declared nothing of events `" + shown + "`.", "店铺没有声明事件 `" + shown + "`。");
    }
}
