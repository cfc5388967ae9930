package io.kequn.rule;

import java.math.BigDecimal;

/// The numbers that fit a place of the language which no attribute's type describes.
///
/// @param name what a message calls the place
/// @param digits fraction digits at most
record NumberRange(String name, BigDecimal least, BigDecimal most, int digits) {
    /// Of 10,000 buckets.
    static final NumberRange PERCENT = new NumberRange("BUCKET", BigDecimal.ZERO, BigDecimal.valueOf(100), 2);

    boolean holds(BigDecimal number) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    String expected() {
        return "a number from " + least.toPlainString() + " to " + most.toPlainString() + " with at most " + digits
                + " fraction digits";
    }
}
