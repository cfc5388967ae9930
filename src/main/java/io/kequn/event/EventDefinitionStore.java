package io.kequn.event;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads of what is declared of events: by the service, by the shop, or by both.
@Singleton
class EventDefinitionStore {
    private static final String ALL = """
        select name, description, property_names, property_types, created_at, updated_at, version
        from event_definition where shop_id = $1 order by name limit %d\
        """.formatted(EventDeclarations.MOST);

    private final ShopReads reads;

    EventDefinitionStore(ShopReads reads) {
        this.reads = reads;
    }

    /// All of them by name, also the standard ones to which the shop has added nothing.
    Uni<SortedMap<String, EventDefinition>> all(Shop shop) {
        return reads.list(shop, EventDefinitionStore::definition, ALL, shop.id())
                .map(EventDefinitionStore::withStandard);
    }

    private static SortedMap<String, EventDefinition> withStandard(List<EventDefinition> own) {
        var all = new TreeMap<String, EventDefinition>();
        StandardEvent.declared().keySet().forEach(name -> all.put(name, standard(name)));
        own.forEach(definition -> all.put(definition.name(), definition));
        return all;
    }

    private static EventDefinition standard(String name) {
        return view(name, null, Map.of(), null, null, 0);
    }

    private static EventDefinition definition(Row row) {
        return view(
                row.getString("name"),
                row.getString("description"),
                EventPropertyType.byName(
                        row.getArrayOfStrings("property_names"), row.getArrayOfStrings("property_types")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getInteger("version"));
    }

    static EventDefinition view(
            String name,
            @Nullable String description,
            Map<String, EventPropertyType> own,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            int version) {
        var standard = StandardEvent.declared().get(name);
        var types = new TreeMap<>(own);
        types.putAll(standard == null ? Map.of() : standard);
        var properties = types.entrySet().stream()
                .map(entry -> new EventProperty(entry.getKey(), entry.getValue()))
                .toList();
        return new EventDefinition(name, description, properties, standard != null, createdAt, updatedAt, version);
    }
}
