package io.kequn.privacy;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a person is to be erased, as it was checked.
record ErasureInputs(Duration window, @Nullable String reason, boolean dryRun) {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int LONGEST_REASON = 200;
    private static final Text PERIOD = new Text(
            "Must be a period of days or hours, such as `P7D`, or `PT0S` for none.", "须为天数或小时数，例如 `P7D`；`PT0S` 表示立即。");

    /// Refuses with `value_invalid`.
    static ErasureInputs read(ErasureSpec spec, Duration otherwise) {
        var inputs = new Inputs();
        var given = spec.cancelWindow();
        var window =
                given == null ? otherwise : inputs.parsed("/cancelWindow", given, Duration::parse, otherwise, PERIOD);
        inputs.require(
                !window.isNegative() && window.compareTo(LONGEST) <= 0,
                "/cancelWindow",
                "Must not be negative or longer than 90 days.",
                "不能为负，也不能超过 90 天。");
        var reason = inputs.optionalText("/reason", spec.reason(), LONGEST_REASON);
        inputs.check();
        return new ErasureInputs(window, reason, Boolean.TRUE.equals(spec.dryRun()));
    }
}
