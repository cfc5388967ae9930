package io.kequn.benefit;

import io.kequn.platform.problem.Inputs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What benefits must look like.
public final class BenefitChecks {
    private static final int MOST = 50;
    private static final int TEXT_LENGTH = 2_000;
    private static final int DIGITS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private BenefitChecks() {}

    /// Notes what is wrong with them.
    public static void check(Inputs inputs, @Nullable List<BenefitSpec> specs) {
        var unused = benefits(inputs, specs);
    }

    /// The benefits that stand at the pointer `/benefits` below the inputs; none for null.
    public static List<Benefit> benefits(Inputs inputs, @Nullable List<BenefitSpec> specs) {
        var given = Objects.requireNonNullElse(specs, List.<BenefitSpec>of());
        inputs.require(given.size() <= MOST, "/benefits", "At most 50 benefits.", "最多 50 项权益。");
        return IntStream.range(0, Math.min(given.size(), MOST))
                .mapToObj(i -> benefit(inputs.below("/benefits/" + i), given.get(i)))
                .toList();
    }

    private static Benefit benefit(Inputs inputs, @Nullable BenefitSpec spec) {
        if (!inputs.given("", spec) || spec == null) {
            return new Benefit(BenefitKind.TEXT, null, null);
        }
        var kind = inputs.choice("/kind", spec.kind(), BenefitKind.BY_TEXT);
        var text = inputs.optionalText("/text", spec.text(), TEXT_LENGTH);
        if (kind.needsText()) {
            inputs.text("/text", spec.text(), TEXT_LENGTH);
        }
        return new Benefit(kind, value(inputs, kind, spec.value()), text);
    }

    /// 10 is written `10`, not `1E+1`.
    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static @Nullable BigDecimal value(Inputs inputs, BenefitKind kind, @Nullable BigDecimal value) {
        if (!kind.isMeasured()) {
            inputs.require(value == null, "/value", "This kind of benefit has no value.", "此类权益没有数值。");
            return null;
        }
        if (!inputs.given("/value", value) || value == null) {
            return BigDecimal.ONE;
        }
        boolean inRange = value.signum() > 0 && value.compareTo(HUNDRED) <= 0;
        boolean exact = value.stripTrailingZeros().scale() <= DIGITS;
        inputs.require(
                inRange && exact,
                "/value",
                "Must be above 0 and at most 100, with at most 4 decimal places.",
                "须大于 0 且不超过 100，最多 4 位小数。");
        return inRange && exact ? plain(value.stripTrailingZeros()) : BigDecimal.ONE;
    }
}
