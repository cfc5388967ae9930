package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a shop does with points in general. Version 0 stands for a shop that has said nothing yet.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PointsSettings(
        @Nullable @Description("How long what an order earned waits; null: it counts at once.")
        String pendingPeriod,

        PointsExpiry expiry,
        ReversalPolicy reversal,
        int version,
        @Nullable Instant updatedAt)
        implements Versioned {
    static final PointsSettings INITIAL =
            new PointsSettings(null, PointsExpiry.NEVER, ReversalPolicy.WRITE_OFF, 0, null);

    /// `$1` is the shop's id.
    public static final String SELECT = """
        select pending_period, expiry_kind, expiry_period, expiry_day, expiry_years, reversal, version, updated_at
        from points_settings where shop_id = $1\
        """;

    public static PointsSettings of(Columns row) {
        @Nullable Long years = row.numberOrNull("expiry_years");
        return new PointsSettings(
                row.textOrNull("pending_period"),
                new PointsExpiry(
                        ExpiryKind.of(row.text("expiry_kind")),
                        row.textOrNull("expiry_period"),
                        row.textOrNull("expiry_day"),
                        years == null ? null : years.intValue()),
                ReversalPolicy.of(row.text("reversal")),
                row.count("version"),
                row.instant("updated_at"));
    }

    /// The specification that makes them.
    public PointsSettingsSpec spec() {
        return new PointsSettingsSpec(pendingPeriod, expiry, reversal);
    }

    PointsPolicy policy(ZoneId zone) {
        return new PointsPolicy(
                pendingPeriod == null ? null : Span.parse(pendingPeriod), expiry(expiry), reversal, zone);
    }

    private static Expiry expiry(PointsExpiry expiry) {
        return switch (expiry.kind()) {
            case NONE -> new Expiry.Never();
            case ROLLING -> new Expiry.Rolling(Span.parse(Objects.requireNonNull(expiry.period())));
            case SLIDING -> new Expiry.Sliding(Span.parse(Objects.requireNonNull(expiry.period())));
            case CALENDAR ->
                new Expiry.Calendar(
                        monthDay(Objects.requireNonNull(expiry.monthDay())), Objects.requireNonNull(expiry.years()));
        };
    }

    /// Throws a `DateTimeException` for what is no day of any year.
    static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }

    @Override
    public String etag() {
        return String.valueOf(version);
    }
}
