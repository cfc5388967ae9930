package io.kequn.points;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.timetravel.Past;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads what customers had in points at an instant. The id of a customer who was merged later tells that
/// customer's own; before the first entry all is 0.
@Singleton
class PastPoints {
    private final ShopReads reads;
    private final Past past;

    PastPoints(ShopReads reads, Past past) {
        this.reads = reads;
        this.past = past;
    }

    /// In the order asked, by one statement. Refuses what [Past] does.
    Uni<List<Points>> ofCustomers(List<UUID> ids, Instant asked) {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return past.instant(shop, asked).chain(at -> at(shop, ids, at));
    }

    private Uni<List<Points>> at(Shop shop, List<UUID> ids, Instant at) {
        return reads.list(
                        shop,
                        row -> row,
                        PastAccount.OF_CUSTOMERS,
                        shop.id(),
                        ids.toArray(UUID[]::new),
                        at.atOffset(ZoneOffset.UTC))
                .map(rows -> byAsked(rows, shop, at))
                .map(found -> ids.stream()
                        .map(id -> Optional.ofNullable(found.get(id))
                                .orElseGet(() -> PastAccount.empty(id, shop.zone(), at)))
                        .map(Points::of)
                        .toList());
    }

    private static Map<UUID, Ledger> byAsked(List<Row> rows, Shop shop, Instant at) {
        var found = new HashMap<UUID, Ledger>();
        rows.forEach(row -> found.put(row.getUUID("asked"), PastAccount.ledger(row, shop.zone(), at)));
        return found;
    }
}
