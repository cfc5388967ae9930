package io.kequn.stream;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Sql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody is shown: events of these types, as far as the filter lets them through.
public record ChangeSelection(Set<EventType> types, ChangeFilter filter) {
    public ChangeSelection {
        types = Set.copyOf(types);
    }

    /// The values of [ChangeReads], in order.
    Tuple values(Shop shop, long after, long until, int limit) {
        return Sql.tuple(
                shop.id(),
                after,
                until,
                limit,
                types.stream().flatMap(EventType::logged).sorted().toArray(String[]::new),
                filter.customers() == null ? null : filter.customers().toArray(UUID[]::new),
                array(filter.segments()),
                filter.tags() == null && filter.tagGroups() == null ? null : some(filter.tags()),
                some(filter.tagGroups()),
                array(filter.layerSets()),
                array(filter.levelPrograms()));
    }

    private static String @Nullable [] array(@Nullable List<String> keys) {
        return keys == null ? null : some(keys);
    }

    private static String[] some(@Nullable List<String> keys) {
        return keys == null ? new String[0] : keys.toArray(String[]::new);
    }
}
