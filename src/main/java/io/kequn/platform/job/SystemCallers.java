package io.kequn.platform.job;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Makes the caller in whose name background work runs: it may do everything, in one shop.
@Singleton
class SystemCallers {
    private static final String FIND = """
        select id, key, currency, time_zone, week_start, country, test from shop where id = $1 and status = 'active'\
        """;

    private final Pool pool;

    SystemCallers(Pool pool) {
        this.pool = pool;
    }

    /// Empty if the shop is not active: nothing runs for it until it is again.
    Uni<Optional<Shop>> shop(int id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(shop(rows.iterator().next())));
    }

    /// `name` is `job:<id>` or the kind of the due work; the change log names it as the cause.
    static Caller of(Shop shop, String name) {
        return new Caller(name, shop, Set.of(Scope.values()), false, Locale.ENGLISH, null, name);
    }

    /// Stands for no shop in particular: no row of any shop is visible to it.
    static Shop platform() {
        return new Shop(0, "platform", Currency.getInstance("XXX"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
    }

    private static Shop shop(Row row) {
        return new Shop(
                row.getInteger("id"),
                row.getString("key"),
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("time_zone")),
                DayOfWeek.of(row.getShort("week_start")),
                row.getString("country"),
                row.getBoolean("test"));
    }
}
