package io.kequn.platform.access;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/// Whose pages in browsers may call the service.
public interface Origins {
    /// Whether the shop allows the origin; without a shop, whether any active one does, which is all that can be told
    /// before a credential is known.
    Uni<Boolean> allows(@Nullable Shop shop, String origin);
}
