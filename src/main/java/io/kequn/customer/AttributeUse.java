package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.DefinitionUser;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// Tells who reads one of the shop's own attributes. Whoever keeps rules implements it; called inside a definition
/// transaction that holds the rules lock, so that nobody begins to read the attribute meanwhile.
public interface AttributeUse {
    /// The readers, as callers know them (`segment big-feet`), without order; empty if there is none.
    Uni<List<DefinitionUser>> usersOfAttribute(Shop shop, String key);
}
