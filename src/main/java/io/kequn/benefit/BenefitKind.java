package io.kequn.benefit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a benefit gives.
public enum BenefitKind {
    /// So much off each order, in percent; of several the highest counts.
    DISCOUNT_PERCENT(true, true),
    /// So many times the points; of several the highest counts.
    POINTS_MULTIPLIER(true, true),
    FREE_SHIPPING(false, true),
    PRIORITY_SERVICE(false, true),
    BIRTHDAY_GIFT(false, false),
    /// A coupon, which the text names.
    COUPON(false, false),
    /// What the text says.
    TEXT(false, false);

    static final Map<String, BenefitKind> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BenefitKind::text, Function.identity()));

    private final boolean measured;
    private final boolean single;

    BenefitKind(boolean measured, boolean single) {
        this.measured = measured;
        this.single = single;
    }

    /// Whether it has a value.
    boolean isMeasured() {
        return measured;
    }

    /// Whether a customer has it once, from whatever sources; of the others a customer has each.
    public boolean isSingle() {
        return single;
    }

    /// Whether it says nothing without a text.
    boolean needsText() {
        return !single;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
