package io.kequn.points;

import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What multiplied points: the factor of the group that the customer belonged to before the command.
public record AppliedMultiplier(
        BigDecimal factor,
        @Nullable @Description("Key of the segment.") String segment,

        @Nullable @Description("Keys of the level program and the level, as `club/gold`.")
        String level,

        @Description("Whether it is one of the benefits of the level or segment, and not of the rule.")
        boolean benefit) {
    /// Factors are stored in ten-thousandths.
    static final int DIGITS = 4;

    private static final String SEGMENT = "segment:";
    private static final String LEVEL = "level:";
    private static final String LEVEL_BENEFIT = "benefit:";
    private static final String SEGMENT_BENEFIT = "segment-benefit:";

    static AppliedMultiplier of(PointsMultiplier multiplier) {
        return new AppliedMultiplier(multiplier.factor(), multiplier.segment(), multiplier.level(), false);
    }

    /// By a level's benefit.
    static AppliedMultiplier ofLevel(BigDecimal factor, String level) {
        return new AppliedMultiplier(factor, null, level, true);
    }

    /// By a segment's benefit.
    static AppliedMultiplier ofSegment(BigDecimal factor, String segment) {
        return new AppliedMultiplier(factor, segment, null, true);
    }

    static @Nullable AppliedMultiplier stored(@Nullable Integer tenThousandths, @Nullable String of) {
        if (tenThousandths == null || of == null) {
            return null;
        }
        var factor = shown(tenThousandths);
        var name = of.substring(of.indexOf(':') + 1);
        return switch (of.substring(0, of.length() - name.length())) {
            case SEGMENT -> new AppliedMultiplier(factor, name, null, false);
            case SEGMENT_BENEFIT -> ofSegment(factor, name);
            case LEVEL_BENEFIT -> ofLevel(factor, name);
            default -> new AppliedMultiplier(factor, null, name, false);
        };
    }

    int stored() {
        return factor.movePointRight(DIGITS).intValueExact();
    }

    String of() {
        return segment == null
                ? (benefit ? LEVEL_BENEFIT : LEVEL) + level
                : (benefit ? SEGMENT_BENEFIT : SEGMENT) + segment;
    }

    private static BigDecimal shown(int tenThousandths) {
        var factor = BigDecimal.valueOf(tenThousandths, DIGITS).stripTrailingZeros();
        return factor.scale() < 0 ? factor.setScale(0) : factor;
    }
}
