package io.kequn.level;

import io.kequn.benefit.Benefit;
import io.kequn.level.CustomerLevel.LevelName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Where a customer stands in a level program, in short.
public record CardLevel(
        String program,
        String programName,
        @Description("The level; null for none.") @Nullable LevelName level,
        Instant since,

        @Description(
                "When the level has to be qualified for again; of one given by hand, when its lock ends; null: not at"
                        + " a time that is known.")
        @Nullable
        Instant expiresAt,

        @Description("When the level is lost that the customer does not qualify for any more.") @Nullable
        Instant graceUntil,

        @Description("Whether the level was given by hand.") boolean locked,

        List<Benefit> benefits) {
    public CardLevel {
        benefits = List.copyOf(benefits);
    }
}
