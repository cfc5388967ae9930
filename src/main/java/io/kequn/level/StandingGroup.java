package io.kequn.level;

import io.kequn.level.LevelMachine.Outcome;
import io.kequn.level.Standing.Lock;
import io.kequn.level.Standing.Waiting;
import io.kequn.platform.database.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Customers of whom publishing makes the same: what they qualify for by the terms that are tried, where they
/// stand, and one standing that stands for all of theirs.
///
/// @param held the key of the level that they have; null for none
/// @param standing null for those whom the program has not seen, and where their level is not in the terms
/// @param due when time alone was to do something for them that has not been done yet; null if nothing was
/// @param anew whether they qualify for another level than before
record StandingGroup(
        long count,
        List<UUID> some,
        @Nullable String held,
        @Nullable Standing standing,
        @Nullable Instant due,
        Qualified qualified,
        boolean anew) {

    /// `rank` gives that of a level by its key, with the empty key for none; null where the terms have no such.
    static StandingGroup of(Row row, int levels, Function<String, @Nullable Integer> rank, Instant at) {
        var columns = Columns.of(row);
        int qualified = levels - row.getInteger("place");
        @Nullable String level = columns.textOrNull("level_key");
        @Nullable String before = columns.textOrNull("qualified_key");
        @Nullable Integer was = before == null ? null : rank.apply(before);
        boolean anew = was == null || was != qualified;
        @Nullable Instant since = columns.instantOrNull("qualified_since");
        return new StandingGroup(
                row.getLong("n"),
                Arrays.asList(row.getArrayOfUUIDs("some")),
                level == null || level.isEmpty() ? null : level,
                level == null ? null : standing(columns, rank.apply(level), rank),
                columns.instantOrNull("due"),
                new Qualified(qualified, anew || since == null ? at : since),
                anew);
    }

    private static @Nullable Standing standing(
            Columns row, @Nullable Integer level, Function<String, @Nullable Integer> rank) {
        if (level == null) {
            return null;
        }
        @Nullable Instant until = row.instantOrNull("waiting_at");
        var waiting = Optional.ofNullable(row.textOrNull("waiting_key")).map(rank);
        return new Standing(
                level,
                row.instant("since"),
                row.instantOrNull("period_end"),
                row.instantOrNull("grace_end"),
                waiting.isEmpty() || until == null ? null : new Waiting(waiting.get(), until),
                row.flag("locked") ? new Lock(row.instantOrNull("lock_until")) : null,
                0);
    }

    /// Where they stand when the terms have been published and the build is done.
    Outcome published(LevelMachine machine, Instant at) {
        return standing == null
                ? machine.enrol(qualified, true, at)
                : machine.republished(standing, due, qualified, anew, at);
    }
}
