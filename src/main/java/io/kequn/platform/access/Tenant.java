package io.kequn.platform.access;

import java.util.Set;

/// A shop as its credentials see it now: whether it may be worked for at all, what the platform keeps from it, and
/// which
/// GraphQL documents it has run.
public record Tenant(Shop shop, boolean active, Set<Feature> disabled, DocumentPolicy documents) {
    public Tenant {
        disabled = Set.copyOf(disabled);
    }
}
