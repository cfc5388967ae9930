package io.kequn.feed;

import io.kequn.platform.access.Shop;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Tells those who follow a shop how far its changes are numbered, whichever replica has numbered them. A number
/// may be told more than once and out of order; what has been told is there to be read. While somebody watches a
/// shop on a replica, what commits is numbered at once, and after anything that may have been missed it is looked
/// at anew.
///
/// ```java
/// var watch = signals.watch(shop, number -> wake());   // first
/// numbers.catchUp(shop)…                               // then read what is there already
/// watch.close();
/// ```
@Singleton
public class ChangeSignals {
    private final Map<Integer, Watched> watched = new ConcurrentHashMap<>();

    private record Watched(Shop shop, Set<Watch> watches) {}

    /// One who is told, until it is closed. Closing it again does nothing.
    public final class Watch implements AutoCloseable {
        private final Shop shop;
        private final LongConsumer told;

        private Watch(Shop shop, LongConsumer told) {
            this.shop = shop;
            this.told = told;
        }

        @Override
        public void close() {
            watched.computeIfPresent(shop.id(), (id, present) -> {
                present.watches.remove(this);
                return present.watches.isEmpty() ? null : present;
            });
        }
    }

    /// `told` is called on any thread, and must neither take long nor fail.
    public Watch watch(Shop shop, LongConsumer told) {
        var watch = new Watch(shop, told);
        watched.compute(shop.id(), (id, present) -> {
            var all = present == null ? new Watched(shop, ConcurrentHashMap.newKeySet()) : present;
            all.watches.add(watch);
            return all;
        });
        return watch;
    }

    boolean isWatched(int shop) {
        return watched.containsKey(shop);
    }

    List<Shop> shops() {
        return new ArrayList<>(watched.values().stream().map(Watched::shop).toList());
    }

    /// That the shop's changes are numbered up to `last`.
    void numbered(int shop, long last) {
        @Nullable Watched present = watched.get(shop);
        if (present != null) {
            present.watches.forEach(watch -> watch.told.accept(last));
        }
    }
}
