package io.kequn.points;

import java.math.BigDecimal;
import java.util.Optional;

/// A segment that a customer is in before the command is evaluated.
///
/// @param pointsMultiplier the highest that is among its benefits
record HeldSegment(String key, Optional<BigDecimal> pointsMultiplier) {}
