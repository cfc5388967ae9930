package io.kequn.event;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.event.EventDefinitionInputs.Wanted;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.OpenProperties.PropertyType;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a shop declares of its events, inside a definition transaction that holds the rules lock. What rules read
/// keeps its type.
@Singleton
public class EventDeclarations {
    /// Definitions of one shop.
    static final int MOST = 200;

    private final EventDefinitionRepository rows;
    private final List<EventDefinitionUse> uses;

    EventDeclarations(EventDefinitionRepository rows, @All List<EventDefinitionUse> uses) {
        this.rows = rows;
        this.uses = List.copyOf(uses);
    }

    /// How rules will read the properties of the events of this name.
    public static Map<String, PropertyType> planned(String name, List<EventProperty> properties) {
        var types = new TreeMap<>(StandardEvent.declared().getOrDefault(name, Map.of()));
        properties.forEach(property -> types.putIfAbsent(property.name(), property.type()));
        return types.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().ofRules()));
    }

    /// What the definition would be: its name in its normal form, and all its properties by name. Notes what is
    /// wrong.
    public static EventDefinition checked(Inputs inputs, String name, EventDefinitionSpec spec) {
        var wanted = EventDefinitionInputs.read(inputs, name, spec);
        return EventDefinitionStore.view(wanted.name(), wanted.description(), wanted.types(), null, null, 0);
    }

    /// What the shop itself has declared, by name.
    public Uni<Map<String, EventDefinition>> own(Shop shop) {
        return rows.all(shop)
                .map(found -> found.stream()
                        .map(EventDefinitionEntity::view)
                        .collect(Collectors.toMap(EventDefinition::name, Function.identity())));
    }

    /// Declares what `spec` says. Refuses with `in_use` to change or drop the type of a property that rules read,
    /// and to declare what they could not read any more.
    public Uni<EventDefinitionChange> declare(Caller caller, String name, EventDefinitionSpec spec) {
        var inputs = new Inputs();
        var wanted = EventDefinitionInputs.read(inputs, name, spec);
        inputs.check();
        return rows.lock(caller.ofShop(), wanted.name()).chain(found -> declare(caller, found, wanted));
    }

    /// The same together with other definitions: nothing is refused or built for the sake of rules, which may
    /// change with it. Who calls looks at them once all is written.
    public Uni<TypeChange> declareTogether(Caller caller, String name, EventDefinitionSpec spec) {
        var inputs = new Inputs();
        var wanted = EventDefinitionInputs.read(inputs, name, spec);
        inputs.check();
        return rows.lock(caller.ofShop(), wanted.name()).chain(found -> {
            var change = change(found, wanted);
            return save(caller, found, wanted).replaceWith(change);
        });
    }

    Uni<EventDefinitionChange> declare(Caller caller, Optional<EventDefinitionEntity> found, Wanted wanted) {
        var change = change(found, wanted);
        return refuseUsed(caller.ofShop(), wanted.name(), change.lost())
                .chain(() -> refuseCalculated(caller.ofShop(), change))
                .chain(() -> save(caller, found, wanted))
                .call(() -> change.gained().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tellDeclared(caller, wanted.name(), change.gained()))
                .map(saved -> new EventDefinitionChange(saved.view(), found.isEmpty()));
    }

    private static TypeChange change(Optional<EventDefinitionEntity> found, Wanted wanted) {
        var before = found.map(EventDefinitionEntity::types).orElseGet(TreeMap::new);
        var gained = differing(wanted.types(), before);
        var uncounted = gained.stream()
                .filter(name -> wanted.types().get(name) != EventPropertyType.NUMBER)
                .collect(Collectors.toSet());
        return new TypeChange(wanted.name(), differing(before, wanted.types()), gained, uncounted);
    }

    private Uni<EventDefinitionEntity> save(Caller caller, Optional<EventDefinitionEntity> found, Wanted wanted) {
        var row = found.orElseGet(() -> EventDefinitionEntity.of(caller.ofShop(), wanted.name()));
        return (found.isEmpty() ? refuseMore(caller.ofShop()) : Uni.createFrom().voidItem())
                .invoke(() -> row.declare(wanted.description(), wanted.types()))
                .chain(() -> rows.persistAndFlush(row));
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

    Uni<Void> refuseUsed(Shop shop, String event, Set<String> properties) {
        return properties.isEmpty()
                ? Uni.createFrom().voidItem()
                : each(use -> use.usersOfProperties(shop, event, properties).invoke(users -> refuse(event, users)));
    }

    /// A rule may calculate with what nobody has declared, and would find no numbers any more.
    private Uni<Void> refuseCalculated(Shop shop, TypeChange change) {
        return change.uncounted().isEmpty()
                ? Uni.createFrom().voidItem()
                : each(use -> use.usersOfNumbers(shop, change.event(), change.uncounted())
                        .invoke(users -> refuse(change.event(), users)));
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
}
