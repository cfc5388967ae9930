package io.kequn.publication;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;

/// Finds definitions of one kind; found by type, so that whoever asks needs not know all who define.
public interface DefinitionFinder {
    DefinitionKind defines();

    /// The number inside the database; refuses an unknown key.
    Uni<Integer> idOf(Shop shop, String key);
}
