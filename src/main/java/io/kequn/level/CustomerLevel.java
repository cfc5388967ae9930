package io.kequn.level;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Where a customer stands in a level program.
public record CustomerLevel(
        String program,
        String programName,
        @Description("The level; null for none.") @Nullable LevelName level,
        Instant since,

        @Description("When the level has to be qualified for again; null: never, or always.") @Nullable
        Instant expiresAt,

        @Description("When the level is lost that the customer does not qualify for any more.") @Nullable
        Instant graceUntil,

        @Description("The highest level that the customer qualifies for at present; null for none.") @Nullable
        LevelName qualifiesFor,

        @Description("An upgrade that takes effect later if the customer goes on qualifying.") @Nullable
        LevelAt upgrade,

        @Description("What the level becomes, and when, if nothing else happens; null if it stays.") @Nullable
        LevelAt downgrade,

        @Description("A level given by hand, which the rules do not touch.") @Nullable
        LevelLock lock,

        List<Benefit> benefits) {
    public CustomerLevel {
        benefits = List.copyOf(benefits);
    }

    /// A level as people know it.
    public record LevelName(String key, String name, int rank) {
        static @Nullable LevelName of(LevelTerms terms, int rank) {
            return rank == 0 ? null : of(terms.ofRank(rank));
        }

        static LevelName of(Level level) {
            return new LevelName(level.key(), level.name(), level.rank());
        }
    }

    /// A level from an instant on; null for none.
    public record LevelAt(@Nullable LevelName level, Instant at) {}

    /// Until when, why and by whom.
    ///
    /// @param until null: until it is taken back
    public record LevelLock(
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable String author) {}
}
