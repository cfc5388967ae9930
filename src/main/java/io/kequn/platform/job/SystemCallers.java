package io.kequn.platform.job;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.vertx.mutiny.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;

/// Makes the caller in whose name background work runs: it may do everything, in one shop.
final class SystemCallers {
    /// What is read of a shop, of the table named `s`.
    static final String SHOP = "s.id, s.key, s.currency, s.time_zone, s.week_start, s.country, s.test";

    private SystemCallers() {}

    /// `name` is `job:<id>` or the kind of the due work; the change log names it as the cause.
    static Caller of(Shop shop, String name) {
        return Caller.system(name, shop);
    }

    static Shop shop(Row row) {
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
