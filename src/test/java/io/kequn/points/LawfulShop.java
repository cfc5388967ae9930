package io.kequn.points;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A shop of its own for each test, with one customer; whatever the test does, the law holds afterwards.
abstract class LawfulShop {
    @Inject
    Pool pool;

    Purse purse;

    @BeforeEach
    void openShop() {
        purse = Purse.ofNewShop();
        purse.customer("pos:1");
    }

    @AfterEach
    void lawHolds() {
        PointsLaw.requireHeld(pool, purse.shop());
    }
}
