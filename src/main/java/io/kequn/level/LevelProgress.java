package io.kequn.level;

import io.kequn.explanation.SegmentExplanation.RuleTest;
import io.kequn.explanation.SegmentExplanation.Unflippable;
import io.kequn.explanation.SegmentExplanation.VerdictChange;
import io.kequn.level.CustomerLevel.LevelName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// The way to the next level, and what it takes to keep the present one, by the facts of `evaluatedAt`.
public record LevelProgress(
        Instant evaluatedAt,
        String timeZone,

        @Description("The next level above the one that the customer has and those qualified for; null at the top.")
        @Nullable
        LevelStep next,

        @Description("What it takes to keep the present level; null where nothing takes it away.") @Nullable
        LevelStep stay) {

    /// A level that the customer wants to qualify for.
    public record LevelStep(
            LevelName level,

            @Description("Whether nothing more is needed, as things stand.")
            boolean met,

            @Description("Of `stay`: when the customer has to qualify; null: all the time.") @Nullable
            Instant by,

            @Description(
                    "The instant from which on time alone makes the need another one, or ends what is met; null: not"
                            + " within a year.")
            @Nullable
            Instant until,

            @Description("Each condition of the level's rule beside what the customer has.")
            List<StepCondition> conditions,

            @Description(
                    "The nearest changes that together are enough; null where none is known, and where none is needed.")
            @Nullable
            List<VerdictChange> flips,

            @Nullable Unflippable unflippable,

            @Description("The same in words, such as: spend 500.00 more until 2027-03-31.")
            String message) {
        public LevelStep {
            conditions = List.copyOf(conditions);
            flips = flips == null ? null : List.copyOf(flips);
        }
    }

    /// A condition of a level's rule. `missing` tells that it is not as the rule needs it; then `flips` are the
    /// nearest changes that turn this condition, null where none is known, and `unflippable` says why.
    public record StepCondition(
            String text,
            String pointer,
            boolean missing,
            List<RuleTest> tests,
            @Nullable List<VerdictChange> flips,
            @Nullable Unflippable unflippable) {
        public StepCondition {
            tests = List.copyOf(tests);
            flips = flips == null ? null : List.copyOf(flips);
        }
    }
}
