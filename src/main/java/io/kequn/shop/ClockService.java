package io.kequn.shop;

import static io.kequn.platform.access.Scope.SHOP_READ;
import static io.kequn.platform.access.Scope.SHOP_WRITE;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

/// The clock of the caller's shop. That of a test shop can be moved forward, so that whoever writes rules sees
/// today what time will do to them.
@Singleton
public class ClockService {
    private static final String READ = """
        select greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until) now,
          nullif(evaluated_until, '-infinity') evaluated_until
        from shop_clock where shop_id = $1\
        """;
    private static final String SET = """
        update shop_clock
        set test_offset = cast(extract(epoch from cast($2 as timestamptz) - clock_timestamp()) * 1000000 as bigint)
        where shop_id = $1
          and $2 >= greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until)\
        """;

    private final ShopReads reads;
    private final FactTransaction facts;
    private final Jobs jobs;

    ClockService(ShopReads reads, FactTransaction facts, Jobs jobs) {
        this.reads = reads;
        this.facts = facts;
        this.jobs = jobs;
    }

    public Uni<ShopClock> get() {
        var shop = Caller.with(SHOP_READ).ofShop();
        return reads.find(shop, row -> ShopClock.of(row, shop), READ, shop.id()).map(found -> found.orElseThrow());
    }

    /// Moves the clock of a test shop. All that is due by then is done at once, in the background. Refuses to
    /// go back: what has been evaluated would not be true any more.
    public Uni<ShopClock> set(NewClockTime time) {
        var caller = Caller.with(SHOP_WRITE);
        var shop = caller.ofShop();
        if (!shop.test()) {
            throw STATE_CONFLICT.because(
                    "Only a test shop's clock can be set; make a shop with `\"test\": true`.",
                    "只有测试店铺的时钟可以调整；请创建 `\"test\": true` 的店铺。");
        }
        var inputs = new Inputs();
        var instant = ShopChecks.clockTime(inputs, "/now", time.now(), shop.zone());
        inputs.check();
        var command = new Command<>(caller, "shop/clock", time, ShopClock.class);
        return facts.write(command, session -> set(session, instant).map(clock -> changes -> clock))
                .invoke(jobs::wake);
    }

    private static Uni<ShopClock> set(FactSession session, Instant instant) {
        Shop shop = session.shop();
        return session.query(SET, shop.id(), instant.atOffset(ZoneOffset.UTC))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw STATE_CONFLICT.because(
                                "The clock only goes forward; choose an instant after the shop's present.",
                                "时钟只能向前调整；请选择店铺当前时间之后的时间。");
                    }
                })
                .chain(() -> DueTable.allNow(session))
                .chain(() -> session.query(READ, shop.id()))
                .map(rows -> ShopClock.of(rows.iterator().next(), shop));
    }
}
