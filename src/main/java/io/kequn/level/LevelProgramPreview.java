package io.kequn.level;

import io.kequn.customer.CustomerSummary;
import io.kequn.publication.Dependent;
import io.kequn.publication.RuleCheck;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What publishing terms would do at once, were that at `evaluatedAt`: who would have which level when the
/// build is done. Levels given by hand, periods that have begun and upgrades that wait are kept, as publishing
/// keeps them.
public record LevelProgramPreview(
        @Description("The program whose customers were looked at; null for terms of none.") @Nullable
        String program,

        @Description("From the lowest to the highest.") List<PreviewedLevel> levels,

        @Description("Who would move from where to where, the larger moves first, with up to 100 customers in all.")
        List<PreviewedLevelMove> moves,

        @Description("Whose rules read the program; they would follow.")
        List<Dependent> dependents,

        Instant evaluatedAt,
        String timeZone) {
    public LevelProgramPreview {
        levels = List.copyOf(levels);
        moves = List.copyOf(moves);
        dependents = List.copyOf(dependents);
    }

    /// A level with how many customers would have it.
    public record PreviewedLevel(
            String key,
            String name,
            int rank,

            @Description("Its rule with findings; null for a level that asks for nothing.") @Nullable
            RuleCheck check,

            @Description("How many customers qualify for it and for no higher one.")
            long qualifying,

            @Description("How many would have it.") long count,
            @Description("How many have it.") long present,

            @Description("Of those who would have it: who was given it by hand.")
            long locked,

            @Description("Of those who would have it: who does not qualify for it, and has it until a period ends.")
            long retained,

            @Description("Of those who would have it: whose grace period runs.")
            long inGrace,

            @Description("How many lower ones would have an upgrade to it that takes effect later.")
            long waiting) {}

    /// Customers who would move; null stands for no level.
    public record PreviewedLevelMove(
            @Nullable String from, @Nullable String to, long count, List<CustomerSummary> samples) {
        public PreviewedLevelMove {
            samples = List.copyOf(samples);
        }
    }
}
