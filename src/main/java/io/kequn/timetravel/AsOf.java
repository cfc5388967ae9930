package io.kequn.timetravel;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.value.Times;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The instant of a question about the past.
public final class AsOf {
    private static final String NAME = "asOf";

    private AsOf() {}

    /// Of a query parameter; null for none.
    public static @Nullable Instant read(@Nullable String text) {
        try {
            return text == null ? null : Times.instant(text);
        } catch (DateTimeException e) {
            throw INPUT_INVALID.at(
                    NAME,
                    "Must be an instant with offset, such as `2026-01-31T12:00:00Z`; write `+` as `%2B`.",
                    "须为带时区偏移的时间，例如 `2026-01-31T12:00:00Z`；`+` 请写作 `%2B`。");
        }
    }

    /// The instant asked for, or the present for none. Refuses the future with `value_invalid`.
    public static Instant upTo(@Nullable Instant asked, Instant now) {
        if (asked == null) {
            return now;
        }
        if (asked.isAfter(now)) {
            throw VALUE_INVALID.at(NAME, "Must not lie in the future: it is " + now + ".", "不可为将来的时间：现在是 " + now + "。");
        }
        return asked;
    }
}
