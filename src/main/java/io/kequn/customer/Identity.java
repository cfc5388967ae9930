package io.kequn.customer;

import java.util.Comparator;

/// The name by which another system knows a customer: `source` is that system (`pos`, `shopify`), `externalId`
/// its id there. Written `{source}:{externalId}`. Ordered, because locks on identities are taken in order.
public record Identity(String source, String externalId) implements Comparable<Identity> {
    private static final Comparator<Identity> ORDER =
            Comparator.comparing(Identity::source).thenComparing(Identity::externalId);

    @Override
    public int compareTo(Identity other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + ":" + externalId;
    }
}
