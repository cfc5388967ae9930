package io.kequn.event;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The declared types of some events' properties, as of a transaction that holds the rules lock: nobody
/// declares others before it ends.
final class DeclaredTypes {
    private static final String SELECT = """
        select name, property_names, property_types from event_definition
        where shop_id = $1 and name = any($2) order by name\
        """;

    private final Map<String, Map<String, EventPropertyType>> types;

    private DeclaredTypes(Map<String, Map<String, EventPropertyType>> types) {
        this.types = types;
    }

    static Uni<DeclaredTypes> of(FactSession session, Collection<String> names) {
        return session.query(SELECT, session.shop().id(), Set.copyOf(names).toArray(String[]::new))
                .map(DeclaredTypes::read);
    }

    private static DeclaredTypes read(Iterable<Row> rows) {
        var types = StandardEvent.declared();
        for (var row : rows) {
            var own = new HashMap<String, EventPropertyType>(types.getOrDefault(row.getString("name"), Map.of()));
            own.putAll(EventPropertyType.byName(
                    row.getArrayOfStrings("property_names"), row.getArrayOfStrings("property_types")));
            types.put(row.getString("name"), own);
        }
        return new DeclaredTypes(types);
    }

    /// Refuses values that contradict what was declared.
    void check(SentEvent event) {
        var inputs = new Inputs();
        types.getOrDefault(event.name(), Map.of()).forEach((name, type) -> {
            var expected = type.expected();
            inputs.require(
                    type.holds(event.properties().get(name)),
                    "/properties/" + name,
                    "Must be " + expected.english() + ", as declared for `" + event.name() + "`.",
                    "须为" + expected.chinese() + "（`" + event.name() + "` 已声明该类型）。");
        });
        inputs.check();
    }
}
