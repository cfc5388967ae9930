package io.kequn.rule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order as the judge of rules knows it; amounts in minor units.
public record FactOrder(
        UUID id,
        Instant placedAt,
        String status,
        boolean test,
        long total,
        long refunded,
        @Nullable String channel,
        @Nullable String store,
        List<FactLine> lines) {
    public FactOrder {
        lines = List.copyOf(lines);
    }

    /// The total as sent, less the order's refunds.
    public long amount() {
        return total - refunded;
    }

    /// Not cancelled, not test and not fully refunded; an order of 0.00 counts, and so does an unpaid one.
    public boolean counts() {
        boolean fullyRefunded = refunded > 0 && refunded >= total;
        return !status.equals("cancelled") && !test && !fullyRefunded;
    }

    /// The lines that are rows of `products_purchased`.
    public List<FactLine> countingLines() {
        return counts() ? lines.stream().filter(line -> !line.fullyRefunded()).toList() : List.of();
    }
}
