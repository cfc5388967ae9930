package io.kequn.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.benefit.Benefit;
import io.kequn.level.CardLevel;
import io.kequn.level.CustomerLevel.LevelName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Where the customer stands in a level program.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MyLevel(
        String program,
        String programName,
        @Description("The level; null for none.") @Nullable LevelName level,
        Instant since,

        @Description("When the level has to be qualified for again; null: not at a time that is known.") @Nullable
        Instant expiresAt,

        @Description("When the level is lost that the customer does not qualify for any more.") @Nullable
        Instant graceUntil,

        List<Benefit> benefits) {
    public MyLevel {
        benefits = List.copyOf(benefits);
    }

    static MyLevel of(CardLevel level) {
        return new MyLevel(
                level.program(),
                level.programName(),
                level.level(),
                level.since(),
                level.expiresAt(),
                level.graceUntil(),
                level.benefits());
    }
}
