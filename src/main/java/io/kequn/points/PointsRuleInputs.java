package io.kequn.points;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what callers define as earning points.
final class PointsRuleInputs {
    private static final int LONGEST_EVENT = 100;
    private static final int MOST_NTH = 1_000_000;
    private static final int MOST_GROUPS = 50;
    private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(1_000);

    private final PointsInputs points;
    private final Inputs inputs;
    private final Amounts amounts;

    private PointsRuleInputs(Inputs inputs, Amounts amounts) {
        this.points = new PointsInputs(inputs);
        this.inputs = inputs;
        this.amounts = amounts;
    }

    /// How amounts of money are read: the minor units, or 0 after noting what is wrong.
    @FunctionalInterface
    interface Amounts {
        long read(String pointer, Money money);
    }

    /// The spec with its texts in their normal form.
    static PointsRuleSpec read(PointsRuleSpec spec, Currency currency) {
        var inputs = new Inputs();
        var checked = check(inputs, spec, (pointer, money) -> Money.read(inputs, pointer, money, currency));
        inputs.check();
        return checked;
    }

    /// The same of a part of an input, after noting what is wrong with it.
    static PointsRuleSpec check(Inputs inputs, PointsRuleSpec spec, Amounts amounts) {
        return new PointsRuleInputs(inputs, amounts).check(spec);
    }

    private PointsRuleSpec check(PointsRuleSpec spec) {
        var name = inputs.name("/name", spec.name());
        points.points(spec.points());
        var event = trigger(spec);
        money("/per", spec.per(), true);
        money("/minimumAmount", spec.minimumAmount(), false);
        groups(spec);
        cap(spec.cap());
        inputs.require(
                spec.activeFrom() == null
                        || spec.activeUntil() == null
                        || spec.activeFrom().isBefore(spec.activeUntil()),
                "/activeUntil",
                "Must be later than `activeFrom`.",
                "须晚于 `activeFrom`。");
        return new PointsRuleSpec(
                name,
                spec.trigger(),
                event,
                spec.nth(),
                spec.every(),
                spec.points(),
                spec.per(),
                Objects.requireNonNullElse(spec.rounding(), Rounding.DOWN),
                spec.minimumAmount(),
                Objects.requireNonNullElse(spec.segments(), List.of()),
                spec.cap(),
                Objects.requireNonNullElse(spec.multipliers(), List.of()),
                spec.activeFrom(),
                spec.activeUntil(),
                !Boolean.FALSE.equals(spec.enabled()));
    }

    /// Each trigger has fields of its own; gives the event's name in its normal form.
    private @Nullable String trigger(PointsRuleSpec spec) {
        if (!inputs.given("/trigger", spec.trigger()) || spec.trigger() == null) {
            return null;
        }
        var trigger = spec.trigger();
        if (trigger == PointsTrigger.NTH_ORDER) {
            nth(spec);
        } else {
            absent("nth", spec.nth());
            absent("every", spec.every());
        }
        if (trigger == PointsTrigger.EVENT || trigger == PointsTrigger.BIRTHDAY) {
            absent("per", spec.per());
            absent("minimumAmount", spec.minimumAmount());
        }
        if (trigger == PointsTrigger.EVENT) {
            return inputs.text("/event", spec.event(), LONGEST_EVENT);
        }
        absent("event", spec.event());
        return null;
    }

    private void nth(PointsRuleSpec spec) {
        inputs.require(
                (spec.nth() == null) != (spec.every() == null),
                "/nth",
                "Give exactly one of `nth` and `every`.",
                "`nth` 与 `every` 须且只能填写一个。");
        number("/nth", spec.nth());
        number("/every", spec.every());
    }

    private void number(String pointer, @Nullable Integer number) {
        inputs.require(
                number == null || (number >= 1 && number <= MOST_NTH),
                pointer,
                "Must be between 1 and " + MOST_NTH + ".",
                "须在 1 到 " + MOST_NTH + " 之间。");
    }

    private void absent(String field, @Nullable Object value) {
        inputs.require(value == null, "/" + field, "Is not for this trigger; leave it out.", "此触发方式不使用该字段，请省略。");
    }

    private void money(String pointer, @Nullable Money money, boolean positive) {
        if (money != null) {
            long amount = amounts.read(pointer, money);
            inputs.require(!positive || amount > 0 || !inputs.ok(), pointer, "Must be above zero.", "须大于零。");
        }
    }

    private void groups(PointsRuleSpec spec) {
        var segments = Objects.requireNonNullElse(spec.segments(), List.<String>of());
        var multipliers = Objects.requireNonNullElse(spec.multipliers(), List.<PointsMultiplier>of());
        few("/segments", segments.size());
        few("/multipliers", multipliers.size());
        var seen = new HashSet<String>();
        for (int i = 0; i < multipliers.size(); i++) {
            multiplier("/multipliers/" + i, multipliers.get(i), seen);
        }
    }

    private void multiplier(String pointer, PointsMultiplier multiplier, Set<String> seen) {
        inputs.require(
                (multiplier.segment() == null) != (multiplier.level() == null),
                pointer,
                "Give exactly one of `segment` and `level`.",
                "`segment` 与 `level` 须且只能填写一个。");
        inputs.require(seen.add(AppliedMultiplier.of(multiplier).of()), pointer, "Is there twice.", "重复的客群或等级。");
        factor(pointer + "/factor", multiplier.factor());
    }

    private void few(String pointer, int size) {
        inputs.require(size <= MOST_GROUPS, pointer, "Give at most " + MOST_GROUPS + ".", "最多 " + MOST_GROUPS + " 个。");
    }

    private void factor(String pointer, @Nullable BigDecimal factor) {
        if (!inputs.given(pointer, factor) || factor == null) {
            return;
        }
        inputs.require(
                factor.signum() > 0
                        && factor.compareTo(MOST_FACTOR) <= 0
                        && factor.stripTrailingZeros().scale() <= AppliedMultiplier.DIGITS,
                pointer,
                "Must be above 0 and at most 1000, with at most four digits after the point.",
                "须大于 0 且不超过 1000，小数最多四位。");
    }

    private void cap(@Nullable PointsCap cap) {
        if (cap == null) {
            return;
        }
        inputs.given("/cap/per", cap.per());
        inputs.require(
                cap.points() >= 1 && cap.points() <= PointsInputs.MOST,
                "/cap/points",
                "Must be between 1 and " + PointsInputs.MOST + " points.",
                "须在 1 到 " + PointsInputs.MOST + " 积分之间。");
    }
}
