package io.kequn.points;

import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Multiplies what the customers of a segment or a level earn. Of several that apply, those among the benefits of
/// levels included, the highest counts.
public record PointsMultiplier(
        @Nullable @Description("Key of the segment; give either this or `level`.")
        String segment,

        @Nullable @Description("Keys of the level program and the level, as `club/gold`.")
        String level,

        @Description("Above 0, at most 1,000, with at most four digits after the point.")
        BigDecimal factor) {}
