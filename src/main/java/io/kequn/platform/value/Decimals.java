package io.kequn.platform.value;

import java.math.BigDecimal;
import java.util.Optional;

/// Numbers as callers write them. `1e999999999` is short to send and fills all memory once its digits are written
/// out, so whoever reads a number looks at its scale first.
public final class Decimals {
    /// Enough for every number that is not refused later.
    private static final int MOST_ZEROS = 40;

    private Decimals() {}

    /// The number without trailing zeros and exponent; empty if it has more digits before or after the point.
    public static Optional<BigDecimal> exact(BigDecimal number, int mostWhole, int mostFraction) {
        // Counted as long: the difference of the two need not be an int.
        if ((long) number.precision() - number.scale() > mostWhole) {
            return Optional.empty();
        }
        var stripped = number.stripTrailingZeros();
        if (stripped.scale() > mostFraction) {
            return Optional.empty();
        }
        return Optional.of(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }

    /// The number digit by digit; with its exponent where it stands for more zeros than anyone means.
    public static String text(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString();
    }
}
