package io.kequn.level;

import io.kequn.TestShop;
import io.kequn.segment.Segments;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/// A shop of its own for each test, of which it is the middle of January 2026.
abstract class LevelShop {
    static final List<String> CLUB = List.of("regular", "silver: amount_spent >= 100", "gold: amount_spent >= 1000");

    TestShop shop;
    Segments segments;
    LevelPrograms programs;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-01-15T12:00:00Z");
        segments = new Segments(shop);
        programs = new LevelPrograms(shop);
    }
}
