package io.kequn.points;

import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import java.time.MonthDay;
import java.time.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks what callers set for points in general.
final class PointsSettingsInputs {
    private static final int MOST_YEARS = 100;
    private static final int LONGEST_PERIOD = 40;
    private static final Text PERIOD = new Text(
            "Must be a positive period of ISO 8601 of at most a hundred years, such as `P14D`, `P1Y` or `PT36H`.",
            "须为 ISO 8601 的正时长（不超过一百年），例如 `P14D`、`P1Y` 或 `PT36H`。");
    private static final Text DAY =
            new Text("Must be a month and a day that exists in some year, such as `12-31`.", "须为存在的月和日，例如 `12-31`。");

    private final Inputs inputs;

    private PointsSettingsInputs(Inputs inputs) {
        this.inputs = inputs;
    }

    /// The settings as they shall be; nobody has stored them yet.
    static PointsSettings read(PointsSettingsSpec spec) {
        var inputs = new Inputs();
        var settings = read(inputs, spec);
        inputs.check();
        return settings;
    }

    /// The same of a part of an input, after noting what is wrong with it.
    static PointsSettings read(Inputs inputs, PointsSettingsSpec spec) {
        var reader = new PointsSettingsInputs(inputs);
        return new PointsSettings(
                reader.period("/pendingPeriod", spec.pendingPeriod()),
                reader.expiry(Objects.requireNonNullElse(spec.expiry(), PointsExpiry.NEVER)),
                Objects.requireNonNullElse(spec.reversal(), ReversalPolicy.WRITE_OFF),
                0,
                null);
    }

    private PointsExpiry expiry(PointsExpiry expiry) {
        if (!inputs.given("/expiry/kind", expiry.kind())) {
            return PointsExpiry.NEVER;
        }
        return switch (expiry.kind()) {
            case NONE -> {
                absent("period", expiry.period());
                yield onlyPeriod(expiry);
            }
            case ROLLING, SLIDING -> {
                inputs.given("/expiry/period", expiry.period());
                yield onlyPeriod(expiry);
            }
            case CALENDAR -> calendar(expiry);
        };
    }

    private PointsExpiry onlyPeriod(PointsExpiry expiry) {
        absent("monthDay", expiry.monthDay());
        absent("years", expiry.years());
        return new PointsExpiry(expiry.kind(), period("/expiry/period", expiry.period()), null, null);
    }

    private PointsExpiry calendar(PointsExpiry expiry) {
        absent("period", expiry.period());
        inputs.parsed("/expiry/monthDay", expiry.monthDay(), PointsSettings::monthDay, MonthDay.of(12, 31), DAY);
        int years = Objects.requireNonNullElse(expiry.years(), 1);
        inputs.require(
                years >= 1 && years <= MOST_YEARS,
                "/expiry/years",
                "Must be between 1 and " + MOST_YEARS + ".",
                "须在 1 到 " + MOST_YEARS + " 之间。");
        return new PointsExpiry(ExpiryKind.CALENDAR, null, expiry.monthDay(), years);
    }

    private void absent(String field, @Nullable Object value) {
        inputs.require(
                value == null, "/expiry/" + field, "Is not for this kind of expiry; leave it out.", "此失效方式不使用该字段，请省略。");
    }

    private @Nullable String period(String pointer, @Nullable String text) {
        var period = inputs.optionalText(pointer, text, LONGEST_PERIOD);
        if (period != null) {
            inputs.parsed(pointer, period, Span::parse, new Span(Period.ofDays(1)), PERIOD);
        }
        return period;
    }
}
