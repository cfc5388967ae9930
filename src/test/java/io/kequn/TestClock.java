package io.kequn;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.job.DueTable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/// Moves the clock of a test shop, as time does: what has become due by it runs.
@Singleton
public class TestClock {
    private static final String FIND = "select id, currency from shop where key = $1";
    private static final String ADVANCE = """
        update shop_clock set test_offset = test_offset + cast($2 as bigint) where shop_id = $1\
        """;

    private final FactTransaction facts;
    private final Pool pool;

    TestClock(FactTransaction facts, Pool pool) {
        this.facts = facts;
        this.pool = pool;
    }

    public void advance(TestShop shop, Duration time) {
        var command = new Command<>(caller(shop), "test/clock", null, Boolean.class);
        facts.write(
                        command,
                        session -> session.query(ADVANCE, session.shop().id(), time.toMillis() * 1_000)
                                .chain(() -> DueTable.allNow(session))
                                .map(done -> changes -> true))
                .await()
                .indefinitely();
    }

    private Caller caller(TestShop test) {
        var row = pool.preparedQuery(FIND)
                .execute(Tuple.of(test.key()))
                .await()
                .indefinitely()
                .iterator()
                .next();
        var shop = new Shop(
                row.getInteger("id"),
                test.key(),
                Currency.getInstance(row.getString("currency")),
                ZoneOffset.UTC,
                DayOfWeek.MONDAY,
                null,
                true);
        return new Caller("test", shop, Set.of(Scope.values()), false, Locale.ENGLISH, null, "test");
    }
}
