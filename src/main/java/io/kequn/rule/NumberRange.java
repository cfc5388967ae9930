package io.kequn.rule;

import java.math.BigDecimal;

/// The numbers that fit a place of the language which no attribute's type describes.
///
/// @param name what a message calls the place
/// @param digits fraction digits at most
record NumberRange(String name, BigDecimal least, BigDecimal most, int digits) {
    /// Of 10,000 buckets.
    static final NumberRange PERCENT = new NumberRange("BUCKET", BigDecimal.ZERO, BigDecimal.valueOf(100), 2);

    /// More than twice around the earth; nobody is farther than half of it.
    static final NumberRange DISTANCE = new NumberRange("WITHIN", BigDecimal.ZERO, BigDecimal.valueOf(100_000), 9);

    static final NumberRange LATITUDE =
            new NumberRange("the latitude", BigDecimal.valueOf(-90), BigDecimal.valueOf(90), 9);

    static final NumberRange LONGITUDE =
            new NumberRange("the longitude", BigDecimal.valueOf(-180), BigDecimal.valueOf(180), 9);

    boolean holds(BigDecimal number) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    String expected() {
        return "a number from " + least.toPlainString() + " to " + most.toPlainString() + " with at most " + digits
                + " fraction digits";
    }
}
