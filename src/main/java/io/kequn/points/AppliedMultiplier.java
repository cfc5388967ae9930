package io.kequn.points;

import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What multiplied points: the factor of the group that the customer belonged to before the command.
public record AppliedMultiplier(
        BigDecimal factor,
        @Nullable @Description("Key of the segment.") String segment) {
    /// Factors are stored in ten-thousandths.
    static final int DIGITS = 4;
    private static final String SEGMENT = "segment:";

    static @Nullable AppliedMultiplier stored(@Nullable Integer factor, @Nullable String of) {
        return factor == null || of == null
                ? null
                : new AppliedMultiplier(shown(factor), of.substring(SEGMENT.length()));
    }

    int stored() {
        return factor.movePointRight(DIGITS).intValueExact();
    }

    String of() {
        return SEGMENT + segment;
    }

    private static BigDecimal shown(int tenThousandths) {
        var factor = BigDecimal.valueOf(tenThousandths, DIGITS).stripTrailingZeros();
        return factor.scale() < 0 ? factor.setScale(0) : factor;
    }
}
