package io.kequn.event;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Sql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statement of the latest events of some customers, of any name or of one. The index of a customer's
/// events has the name before the instant, so a page takes as many of each name as it shows, and the latest of
/// those: it reads little, however many events there are, and needs no index of its own.
final class EventQuery {
    private static final String NAMES = """
        (
          with recursive kind (name) as (
            (select k.name from event k where k.shop_id = $1 and k.customer_id = wanted.id order by k.name limit 1)
            union all
            select following.name from kind cross join lateral (
              select k.name from event k where k.shop_id = $1 and k.customer_id = wanted.id and k.name > kind.name
              order by k.name limit 1) following
          ) select name from kind)\
        """;
    private static final String ONE_NAME = "(select $6::text as name)";
    private static final String LATEST = "select " + EventView.COLUMNS + """
         from unnest($2::uuid[]) as wanted (id)
        cross join lateral (
          select mine.* from %s kinds
          cross join lateral (
            select * from event o where o.shop_id = $1 and o.customer_id = wanted.id and o.name = kinds.name
              and (o.occurred_at, o.id) < ($4, $5)
            order by o.occurred_at desc, o.id desc limit $3
          ) mine
          order by mine.occurred_at desc, mine.id desc limit $3
        ) e
        order by e.customer_id, e.occurred_at desc, e.id desc\
        """;
    private static final String OF_ANY_NAME = LATEST.formatted(NAMES);
    private static final String OF_ONE_NAME = LATEST.formatted(ONE_NAME);
    /// Later than any event can be.
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final UUID LAST_ID = new UUID(-1, -1);

    private final @Nullable String name;
    private final Tuple values;

    private EventQuery(@Nullable String name, Tuple values) {
        this.name = name;
        this.values = values;
    }

    /// At most `rows` of each customer, after the `position` of a page's last event.
    static EventQuery latest(
            Shop shop, Collection<UUID> customers, @Nullable String name, int rows, List<String> position) {
        var at = position.isEmpty() ? LAST : Instant.parse(position.get(0));
        var id = position.isEmpty() ? LAST_ID : UUID.fromString(position.get(1));
        var values =
                Sql.tuple(shop.id(), Set.copyOf(customers).toArray(UUID[]::new), rows, at.atOffset(ZoneOffset.UTC), id);
        return new EventQuery(name, name == null ? values : values.addString(name));
    }

    String sql() {
        return sql(name);
    }

    static String sql(@Nullable String name) {
        return name == null ? OF_ANY_NAME : OF_ONE_NAME;
    }

    Tuple values() {
        return values;
    }
}
