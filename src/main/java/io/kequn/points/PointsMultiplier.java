package io.kequn.points;

import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;

/// Multiplies what members of a segment earn; of several that apply the highest counts.
public record PointsMultiplier(
        @Description("Key of the segment.") String segment,

        @Description("Above 0, at most 1,000, with at most four digits after the point.")
        BigDecimal factor) {}
