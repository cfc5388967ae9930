package io.kequn.platform.database;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;

/// Follows what rules mean, in the very transaction that changes it, once all else in it is written.
public interface RulesFollower {
    Uni<Void> rulesChanged(Shop shop);
}
