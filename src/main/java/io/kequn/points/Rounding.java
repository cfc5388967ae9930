package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// How parts of a point become whole ones.
public enum Rounding {
    DOWN(RoundingMode.DOWN),
    HALF_UP(RoundingMode.HALF_UP),
    UP(RoundingMode.UP);

    private final RoundingMode mode;

    Rounding(RoundingMode mode) {
        this.mode = mode;
    }

    /// The whole points of `dividend / divisor`, both not negative; at most `most`.
    long quotient(BigDecimal dividend, BigDecimal divisor, long most) {
        return dividend.divide(divisor, 0, mode).min(BigDecimal.valueOf(most)).longValueExact();
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
