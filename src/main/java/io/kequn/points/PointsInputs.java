package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.HOLD_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.POINTS_ENTRY_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kequn.customer.CustomerReference;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks what callers send about points.
final class PointsInputs {
    /// As many points as one command may move.
    static final long MOST = 1_000_000_000_000L;

    private static final int LONGEST = 255;
    private static final int LONGEST_NOTE = 2_000;

    final Inputs inputs;

    PointsInputs() {
        this(new Inputs());
    }

    /// For a part of an input.
    PointsInputs(Inputs inputs) {
        this.inputs = inputs;
    }

    @CanIgnoreReturnValue
    long points(@Nullable Long points) {
        if (!inputs.given("/points", points) || points == null) {
            return 0;
        }
        requireWithin(points >= 1 && points <= MOST);
        return points;
    }

    /// Null stands for all that there is.
    @Nullable
    Long optionalPoints(@Nullable Long points) {
        return points == null ? null : points(points);
    }

    /// Not 0; below zero to take points.
    long signed(@Nullable Long points) {
        if (!inputs.given("/points", points) || points == null) {
            return 0;
        }
        inputs.require(
                points != 0 && points >= -MOST && points <= MOST,
                "/points",
                "Must be a number of points other than 0, at most " + MOST + " either way.",
                "须为非零积分数，绝对值不超过 " + MOST + "。");
        return points;
    }

    private void requireWithin(boolean holds) {
        inputs.require(holds, "/points", "Must be between 1 and " + MOST + " points.", "须在 1 到 " + MOST + " 积分之间。");
    }

    Why why(@Nullable String reason, @Nullable String note) {
        return Why.said(
                inputs.optionalText("/reason", reason, LONGEST), inputs.optionalText("/note", note, LONGEST_NOTE));
    }

    /// The same where a reason must be given.
    Why reasoned(@Nullable String reason, @Nullable String note) {
        return Why.said(inputs.text("/reason", reason, LONGEST), inputs.optionalText("/note", note, LONGEST_NOTE));
    }

    /// The order that points are spent on; it need not exist yet.
    Why onOrder(Why why, @Nullable String order) {
        if (order == null) {
            return why;
        }
        inputs.require(
                CustomerReference.parse(order).isPresent(),
                "/order",
                "Must be an order's id or `{source}:{externalId}`.",
                "须为订单编号或 `{来源}:{外部编号}`。");
        return why.about(PointsTrigger.ORDER, order);
    }

    void check() {
        inputs.check();
    }

    /// Refuses an end that is not ahead of the transaction's instant.
    static void requireAhead(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw VALUE_INVALID.at("/expiresAt", "Must lie in the future of the shop.", "须晚于店铺的当前时间。");
        }
    }

    static UUID hold(String id) {
        return Ids.parse(id).orElseThrow(() -> noHold(id));
    }

    static UUID entry(String id) {
        return Ids.parse(id).orElseThrow(() -> noEntry(id));
    }

    static Refusal noHold(String id) {
        return HOLD_NOT_FOUND.because("The customer has no hold `" + shown(id) + "`.", "该客户没有冻结 `" + shown(id) + "`。");
    }

    static Refusal noEntry(String id) {
        return POINTS_ENTRY_NOT_FOUND.because(
                "The customer's ledger has no entry `" + shown(id) + "`.", "该客户的积分流水中没有 `" + shown(id) + "`。");
    }

    /// What may be repeated in an answer.
    static String shown(String name) {
        return name.length() > 100 ? "…" : name;
    }
}
