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

        @Description("Whether it is one of the level's own benefits, and not of the rule.")
        boolean benefit) {
    /// Factors are stored in ten-thousandths.
    static final int DIGITS = 4;

    private static final String SEGMENT = "segment:";
    private static final String LEVEL = "level:";
    private static final String BENEFIT = "benefit:";

    static AppliedMultiplier of(PointsMultiplier multiplier) {
        return new AppliedMultiplier(multiplier.factor(), multiplier.segment(), multiplier.level(), false);
    }

    static AppliedMultiplier benefit(BigDecimal factor, String level) {
        return new AppliedMultiplier(factor, null, level, true);
    }

    static @Nullable AppliedMultiplier stored(@Nullable Integer tenThousandths, @Nullable String of) {
        if (tenThousandths == null || of == null) {
            return null;
        }
        var factor = shown(tenThousandths);
        if (of.startsWith(SEGMENT)) {
            return new AppliedMultiplier(factor, of.substring(SEGMENT.length()), null, false);
        }
        boolean benefit = of.startsWith(BENEFIT);
        return new AppliedMultiplier(factor, null, of.substring((benefit ? BENEFIT : LEVEL).length()), benefit);
    }

    int stored() {
        return factor.movePointRight(DIGITS).intValueExact();
    }

    String of() {
        return segment != null ? SEGMENT + segment : (benefit ? BENEFIT : LEVEL) + level;
    }

    private static BigDecimal shown(int tenThousandths) {
        var factor = BigDecimal.valueOf(tenThousandths, DIGITS).stripTrailingZeros();
        return factor.scale() < 0 ? factor.setScale(0) : factor;
    }
}
