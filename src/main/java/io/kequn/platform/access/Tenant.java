package io.kequn.platform.access;

import java.util.Set;

/// A shop as its credentials see it now: whether it may be worked for at all, and what the platform keeps from it.
public record Tenant(Shop shop, boolean active, Set<Feature> disabled) {
    public Tenant {
        disabled = Set.copyOf(disabled);
    }
}
