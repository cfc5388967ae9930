package io.kequn.benefit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a level or a segment gives to its customers.
///
/// @param value percent, or how many times; null for what has none
/// @param text for people: what the gift is, which coupon; null if the kind says it all
public record Benefit(
        BenefitKind kind,
        @Nullable BigDecimal value,
        @Nullable String text) {
    /// The specification that gives it.
    public BenefitSpec spec() {
        return new BenefitSpec(kind.text(), value, text);
    }
}
