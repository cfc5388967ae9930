package io.kequn.platform.database;

import io.kequn.platform.access.Shop;

/// Hears of each fact transaction of this replica that has appended to the change log, once it has committed. Beside
/// the request, which does not wait for it: it must neither take long nor fail.
public interface CommitFollower {
    void committed(Shop shop);
}
