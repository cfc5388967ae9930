package io.kequn.rule;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A line of an order as the judge of rules knows it; amounts in minor units.
public record FactLine(
        String productId,
        @Nullable String name,
        @Nullable String category,
        @Nullable String brand,
        Set<String> tags,
        BigDecimal quantity,
        long price,
        long amount,
        BigDecimal refundedQuantity,
        long refundedAmount) {
    public FactLine {
        tags = Set.copyOf(tags);
    }

    public BigDecimal netQuantity() {
        return quantity.subtract(refundedQuantity);
    }

    public long netAmount() {
        return amount - refundedAmount;
    }

    /// Nothing of it is left with the customer. A gift of 0.00 is gone once all of its pieces came back.
    public boolean fullyRefunded() {
        boolean allPieces = refundedQuantity.signum() > 0 && netQuantity().signum() <= 0;
        boolean allMoney = refundedAmount > 0 && netAmount() <= 0;
        return allPieces || allMoney;
    }
}
