package io.kequn.tag;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// Tells who reads a tag. Whoever keeps rules implements it; called inside a definition transaction that holds the
/// rules lock, so that nobody begins to read the tag meanwhile.
public interface TagUse {
    /// The readers, as callers know them (`segment big-spenders`), without order; empty if there is none.
    Uni<List<DefinitionUser>> usersOfTag(Shop shop, String key);
}
