package io.kequn.platform.problem;

import static io.kequn.platform.problem.ErrorCode.TIME_IN_FUTURE;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far ahead of the shop's present a fact may lie: clocks differ, and some facts are told a little early.
public final class Ahead {
    private static final Duration MOST = Duration.ofHours(24);

    private Ahead() {}

    /// Refuses an instant that lies too far ahead of `now`.
    public static void check(String pointer, @Nullable Instant instant, Instant now) {
        if (instant != null && instant.isAfter(now.plus(MOST))) {
            throw TIME_IN_FUTURE.at(
                    pointer, "Lies more than 24 hours ahead of the shop's present.", "比店铺当前时间超前 24 小时以上。");
        }
    }
}
