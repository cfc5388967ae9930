package io.kequn.level;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.benefit.BenefitSpec;
import io.kequn.publication.RuleNotation;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a level program shall be: its levels from the lowest to the highest, and how customers move between
/// them. In a change, what is absent stays and null clears.
public record LevelProgramSpec(
        @Nullable String name,
        @Nullable String description,

        @Description("From the lowest to the highest") @Nullable
        List<LevelSpec> levels,

        @Description("When a higher level is given; at once if absent") @Nullable
        UpgradeTerms upgrade,

        @Description("For how long a level is held; for ever if absent") @Nullable
        RetentionTerms retention,

        @Description("What becomes of who does not qualify any more; nothing if absent") @Nullable
        DowngradeTerms downgrade,

        @Description("How long before they lose their level customers are warned, as ISO 8601 periods (P30D)") @Nullable
        List<String> warnings,

        @Description("Whether rules mean this program by `level` alone; true for a shop's first one") @Nullable
        Boolean standard,

        @Nullable String note) {

    /// A level with the rule of those who qualify for it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LevelSpec(
            @Nullable String key,
            @Nullable String name,

            @JsonDeserialize(using = RuleNotation.class)
            @Description(
                    "Who qualifies, as text, or as JSON in a string; only the lowest level may do without, and is then"
                            + " everybody's")
            @Nullable
            String qualification,

            @Nullable List<BenefitSpec> benefits) {}

    /// When a higher level is given.
    public record UpgradeTerms(
            @Description("once, next_period or after") @Nullable
            String kind,

            @Description("Of next_period: month, quarter or year") @Nullable
            String period,

            @Description(
                    "Of after: how long a customer has to go on qualifying, such as P14D until nothing can be refunded")
            @Nullable
            String hold) {}

    /// For how long a level is held before it has to be qualified for again.
    public record RetentionTerms(
            @Description("forever, duration, calendar or rolling") @Nullable
            String kind,

            @Description("Of duration: how long; of calendar: how long at least; as P1Y or P6M") @Nullable
            String period,

            @Description("Of calendar: the day at whose midnight levels end, month and day as 01-01") @Nullable
            String date) {}

    /// What becomes of who does not qualify any more when that is due.
    public record DowngradeTerms(
            @Description("none, reassess or one_step") @Nullable
            String kind,

            @Description("How long the level is kept all the same, as P30D") @Nullable
            String grace) {}
}
