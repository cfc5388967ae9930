package io.kequn.points;

import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// When points expire. `rolling` and `sliding` take a period, `calendar` a day of the year.
@Description("When points expire. `rolling` and `sliding` take a period, `calendar` a day of the year.")
public record PointsExpiry(
        ExpiryKind kind,

        @Nullable @Description("ISO 8601, such as `P12M`.") String period,

        @Nullable @Description("Month and day, such as `12-31`; points last until that day is over.")
        String monthDay,

        @Nullable @Description("How many times that day comes round; 1 unless said.")
        Integer years) {
    static final PointsExpiry NEVER = new PointsExpiry(ExpiryKind.NONE, null, null, null);
}
