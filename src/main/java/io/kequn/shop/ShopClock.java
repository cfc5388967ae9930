package io.kequn.shop;

import io.kequn.platform.access.Shop;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The clock that a shop's rules go by. `now` is the shop's present instant; a test shop's may run ahead or behind.
/// `evaluatedUntil` is how far the passing of time has been evaluated: until then all memberships are right. Null as
/// long as no rule reads time.
public record ShopClock(
        Instant now,

        @Schema(description = "How far the passing of time has been evaluated") @Nullable
        Instant evaluatedUntil,

        String timeZone,
        boolean test) {

    static ShopClock of(Row row, Shop shop) {
        OffsetDateTime until = row.getOffsetDateTime("evaluated_until");
        return new ShopClock(
                row.getOffsetDateTime("now").toInstant(),
                until == null ? null : until.toInstant(),
                shop.zone().getId(),
                shop.test());
    }
}
