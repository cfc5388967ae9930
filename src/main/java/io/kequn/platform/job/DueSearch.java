package io.kequn.platform.job;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable.Due;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/// Finds what is due, with the shops that it belongs to: one statement, however much there is.
@Singleton
class DueSearch {
    /// What belongs to a shop that is not active waits until it is.
    private static final String WAITING = """
        select shop_id, kind, due_at from due
        where due_at <= clock_timestamp() and (lease_until is null or lease_until <= clock_timestamp())
          and (shop_id = 0 or exists (select from shop where id = shop_id and status = 'active'))\
        """;

    /// The oldest of jobs and of other work, each by themselves: neither stands before the other.
    private static final String FIND =
            "select d.shop_id, d.kind, d.due_at, " + SystemCallers.SHOP + """
         from (
          (%1$s and kind = 'job' and $1 order by due_at, shop_id, kind limit 50)
          union all
          (%1$s and kind = any($2) order by due_at, shop_id, kind limit 50)) d
        left join shop s on s.id = d.shop_id
        order by d.due_at, d.shop_id, d.kind\
        """.formatted(WAITING);

    private final Connections connections;

    DueSearch(Connections connections) {
        this.connections = connections;
    }

    /// A row that is due, with its shop.
    record Found(Due due, Shop shop) {
        static Found of(Row row) {
            var shop = row.getInteger("id") == null ? Shop.PLATFORM : SystemCallers.shop(row);
            return new Found(Due.of(row), shop);
        }
    }

    /// Jobs, if asked for, and work of these kinds.
    Uni<List<Found>> find(boolean jobs, Collection<String> kinds) {
        return connections.query(FIND, jobs, kinds.toArray(String[]::new)).map(rows -> Sql.list(rows, Found::of));
    }
}
