package io.kequn.demo;

import io.kequn.pack.PackLanguage;
import io.kequn.pack.StarterPacks;
import io.kequn.rulebook.RuleBook;
import jakarta.inject.Singleton;
import java.util.List;

/// The segments of the retail pack about which the data of the demo has something to say: it has orders only;
/// and the level program.
@Singleton
class StarterSegments {
    static final List<String> KEYS = List.of("high-spend", "loyal", "new", "dormant", "lost");

    /// The level program.
    static final String PROGRAM = "membership";

    private final StarterPacks packs;

    StarterSegments(StarterPacks packs) {
        this.packs = packs;
    }

    RuleBook all() {
        return packs.some(StarterPacks.RETAIL, PackLanguage.ZH, KEYS::contains);
    }
}
