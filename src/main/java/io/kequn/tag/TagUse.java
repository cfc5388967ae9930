package io.kequn.tag;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// Tells who reads a tag. Whoever keeps rules implements it; called inside a definition transaction that holds the
/// rules lock, so that nobody begins to read the tag meanwhile.
public interface TagUse {
    /// The readers, as callers know them (`segment big-spenders`), without order; empty if there is none.
    Uni<List<String>> usersOfTag(Shop shop, String key);
}
