package io.kequn.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.explanation.SegmentExplanation.VerdictChange;
import io.kequn.level.CustomerLevel;
import io.kequn.level.CustomerLevel.LevelName;
import io.kequn.level.LevelProgress;
import io.kequn.level.LevelProgress.LevelStep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// The customer's way to the next level of a program, and what it takes to keep the present one, by the facts of
/// `evaluatedAt`. Nothing of how the rules are written.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MyLevelProgress(
        String program,
        String programName,
        @Description("The level; null for none.") @Nullable LevelName level,
        Instant evaluatedAt,
        String timeZone,

        @Description("The next level above the one that the customer has and those qualified for; null at the top.")
        @Nullable
        MyLevelStep next,

        @Description("What it takes to keep the present level; null where nothing takes it away.") @Nullable
        MyLevelStep stay) {
    static MyLevelProgress of(CustomerLevel level) {
        LevelProgress progress = Objects.requireNonNull(level.progress());
        return new MyLevelProgress(
                level.program(),
                level.programName(),
                level.level(),
                progress.evaluatedAt(),
                progress.timeZone(),
                MyLevelStep.of(progress.next()),
                MyLevelStep.of(progress.stay()));
    }

    /// A level that the customer wants to qualify for.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record MyLevelStep(
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

            @Description("The nearest changes that together are enough; null where none is needed, where none is known,"
                    + " and where what is missing is not the customer's to see, such as a tag.")
            @Nullable
            List<VerdictChange> flips,

            @Description("The same in words, such as: spend 500.00 more until 2027-03-31; null where it is not told.")
            @Nullable
            String message) {
        public MyLevelStep {
            flips = flips == null ? null : List.copyOf(flips);
        }

        private static @Nullable MyLevelStep of(@Nullable LevelStep step) {
            if (step == null) {
                return null;
            }
            @Nullable List<VerdictChange> flips = step.flips();
            boolean told = flips != null && flips.stream().allMatch(OwnChanges::isOwn);
            return new MyLevelStep(
                    step.level(),
                    step.met(),
                    step.by(),
                    step.until(),
                    told ? flips : null,
                    told || step.met() ? step.message() : null);
        }
    }
}
