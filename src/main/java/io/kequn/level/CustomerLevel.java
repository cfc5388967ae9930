package io.kequn.level;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.benefit.Benefit;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Where a customer stands in a level program.
public record CustomerLevel(
        String program,
        String programName,
        @Description("The level; null for none.") @Nullable LevelName level,

        @Description("Since when; null where that was not recorded.") @Nullable
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

        List<Benefit> benefits,

        @Description("What is missing for the next level and to keep this one; there only where it is asked for.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        LevelProgress progress,

        @Description("Of an instant ahead: what happens until then; there only where one is asked for.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<LevelAhead> ahead,

        @Description("Of the past: whether it was recorded by then; there only where the past is asked for.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Boolean recorded) {
    public CustomerLevel {
        benefits = List.copyOf(benefits);
        ahead = ahead == null ? null : List.copyOf(ahead);
    }

    /// A level that the customer had in the past, of which no more is kept than since when.
    static CustomerLevel past(
            String program, String name, @Nullable LevelName level, @Nullable Instant since, boolean recorded) {
        return new CustomerLevel(
                program, name, level, since, null, null, null, null, null, null, List.of(), null, null, recorded);
    }

    CustomerLevel with(List<LevelAhead> moves) {
        return new CustomerLevel(
                program,
                programName,
                level,
                since,
                expiresAt,
                graceUntil,
                qualifiesFor,
                upgrade,
                downgrade,
                lock,
                benefits,
                null,
                moves,
                null);
    }

    CustomerLevel with(LevelProgress found) {
        return new CustomerLevel(
                program,
                programName,
                level,
                since,
                expiresAt,
                graceUntil,
                qualifiesFor,
                upgrade,
                downgrade,
                lock,
                benefits,
                found,
                null,
                null);
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

    /// What will happen to a level if nothing else comes.
    public record LevelAhead(
            @Description("qualified, renewed, grace, warned, lost or released")
            String kind,

            @Description("The level before; null for none.") @Nullable
            LevelName from,

            @Description("The level after; null for none.") @Nullable
            LevelName to,

            Instant at,

            @Description("Of a warning or a grace period: when the level will be lost.") @Nullable
            Instant endsAt) {}

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
