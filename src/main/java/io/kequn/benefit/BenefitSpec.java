package io.kequn.benefit;

import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a level or a segment shall give.
public record BenefitSpec(
        @Description("discount_percent, points_multiplier, free_shipping, priority_service, birthday_gift, coupon or"
                + " text")
        @Nullable
        String kind,

        @Description("Percent, or how many times; only for those two kinds") @Nullable
        BigDecimal value,

        @Description("For people; birthday_gift, coupon and text need it") @Nullable
        String text) {}
