package io.kequn.platform.job;

import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/// Shops of tests as background work knows them.
@Singleton
class StoredShops {
    private final Pool pool;

    StoredShops(Pool pool) {
        this.pool = pool;
    }

    Shop of(TestShop shop) {
        return pool.preparedQuery("select " + SystemCallers.SHOP + " from shop s where key = $1")
                .execute(Tuple.of(shop.key()))
                .map(rows -> SystemCallers.shop(rows.iterator().next()))
                .await()
                .indefinitely();
    }
}
