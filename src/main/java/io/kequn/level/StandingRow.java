package io.kequn.level;

import io.kequn.level.Standing.Lock;
import io.kequn.level.Standing.Waiting;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `customer_level`. Levels are numbers inside the database.
record StandingRow(
        UUID customer,
        int program,
        int qualified,
        Instant qualifiedSince,
        int level,
        Instant since,
        @Nullable Instant periodEnd,
        @Nullable Instant graceEnd,
        @Nullable Integer waiting,
        @Nullable Instant waitingAt,
        boolean locked,
        @Nullable Instant lockUntil,
        int warned,
        @Nullable Instant next) {
    static StandingRow of(Row row) {
        return new StandingRow(
                row.getUUID("customer_id"),
                row.getInteger("level_program_id"),
                row.getInteger("qualified_id"),
                row.getOffsetDateTime("qualified_since").toInstant(),
                row.getInteger("level_id"),
                row.getOffsetDateTime("since").toInstant(),
                instant(row, "period_end"),
                instant(row, "grace_end"),
                row.getInteger("waiting_id"),
                instant(row, "waiting_at"),
                row.getBoolean("locked"),
                instant(row, "lock_until"),
                row.getShort("warned"),
                instant(row, "next_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        var value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    /// The row that an outcome leaves.
    static StandingRow of(
            UUID customer, int program, LiveProgram live, Qualified qualified, LevelMachine.Outcome outcome) {
        var standing = outcome.standing();
        @Nullable Waiting waiting = standing.waiting();
        @Nullable Lock lock = standing.lock();
        return new StandingRow(
                customer,
                program,
                live.number(qualified.level()),
                qualified.since(),
                live.number(standing.level()),
                standing.since(),
                standing.periodEnd(),
                standing.graceEnd(),
                waiting == null ? null : live.number(waiting.level()),
                waiting == null ? null : waiting.at(),
                lock != null,
                lock == null ? null : lock.until(),
                standing.warned(),
                outcome.next());
    }

    /// Null if the level is not in this version any more.
    @Nullable
    Standing standing(LiveProgram live) {
        @Nullable Integer rank = live.rank(level);
        if (rank == null) {
            return null;
        }
        return new Standing(
                rank, since, periodEnd, graceEnd, waiting(live), locked ? new Lock(lockUntil) : null, warned);
    }

    private @Nullable Waiting waiting(LiveProgram live) {
        @Nullable Integer rank = waiting == null ? null : live.rank(waiting);
        return rank == null || waitingAt == null ? null : new Waiting(rank, waitingAt);
    }

    /// What the customer qualifies for; of a level that is gone, nothing that counts.
    Qualified qualified(LiveProgram live) {
        @Nullable Integer rank = live.rank(qualified);
        return new Qualified(rank == null ? live.terms().floor() : rank, qualifiedSince);
    }
}
