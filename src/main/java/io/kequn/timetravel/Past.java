package io.kequn.timetravel;

import static io.kequn.platform.problem.ErrorCode.HISTORY_EXPIRED;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far back a shop's past can be told.
@Singleton
public class Past {
    private static final String BOUNDS = """
        select greatest(clock_timestamp() + c.test_offset * interval '1 microsecond', c.evaluated_until) at, f.floor_at
        from shop_clock c join feed_counter f on f.shop_id = c.shop_id where c.shop_id = $1\
        """;

    private final ShopReads reads;

    Past(ShopReads reads) {
        this.reads = reads;
    }

    private record Bounds(Instant now, @Nullable Instant floor) {
        Instant upTo(@Nullable Instant asked) {
            var at = AsOf.upTo(asked, now);
            if (floor != null && at.isBefore(floor)) {
                throw HISTORY_EXPIRED.because(
                        "What was before " + floor + " is no longer kept; ask for a later instant.",
                        floor + " 之前的记录已不再保留；请查询更晚的时间。");
            }
            return at;
        }
    }

    /// The instant asked for, or the present for none. Refuses the future with `value_invalid`, and with
    /// `history_expired` what is no longer kept.
    public Uni<Instant> instant(Shop shop, @Nullable Instant asked) {
        return reads.find(shop, Columns::of, BOUNDS, shop.id())
                .map(found -> found.orElseThrow())
                .map(row -> new Bounds(row.instant("at"), row.instantOrNull("floor_at")).upTo(asked));
    }
}
