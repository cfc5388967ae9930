package io.kequn.platform.access;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/// Finds who owns a key. The feature that owns the keys implements it, so that the edge needs to know no table.
public interface Credentials {
    /// The credential that this key opens now; empty where there is none, or it is revoked or expired. Asks the
    /// database anew: a revoked key opens nothing from the next request on.
    Uni<Optional<Credential>> find(String key);

    /// `active` is whether the shop may be worked for at all.
    record Credential(String principal, Shop shop, Set<Scope> scopes, boolean active) {
        public Credential {
            scopes = Set.copyOf(scopes);
        }
    }
}
