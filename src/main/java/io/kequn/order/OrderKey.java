package io.kequn.order;

import java.util.Comparator;

/// The name of an order in the system that it comes from, unique in the shop. Ordered, because locks are taken in
/// order.
public record OrderKey(String source, String externalId) implements Comparable<OrderKey> {
    private static final Comparator<OrderKey> ORDER =
            Comparator.comparing(OrderKey::source).thenComparing(OrderKey::externalId);

    @Override
    public int compareTo(OrderKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + ":" + externalId;
    }
}
