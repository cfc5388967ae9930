package io.kequn.level;

import io.kequn.level.CustomerLevel.LevelAt;
import io.kequn.level.CustomerLevel.LevelLock;
import io.kequn.level.CustomerLevel.LevelName;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's standing in a live program as it is stored, with the program's terms.
///
/// @param key of the program
/// @param held the level that the customer has, of an earlier version maybe; null for none
/// @param note what the one said who gave the level by hand
record Placed(
        String key,
        String name,
        LiveProgram live,
        StandingRow stored,
        @Nullable LevelName held,
        @Nullable String note,
        @Nullable String author) {
    static Placed of(Row row) {
        return new Placed(
                row.getString("key"),
                row.getString("name"),
                live(row),
                StandingRow.of(row),
                row.getString("level_key").isEmpty()
                        ? null
                        : new LevelName(row.getString("level_key"), row.getString("level_name"), 0),
                row.getString("note"),
                row.getString("author"));
    }

    private static LiveProgram live(Row row) {
        Map<Integer, String> keys = new HashMap<>();
        var ids = row.getArrayOfIntegers("ids");
        var texts = Arrays.asList(row.getArrayOfStrings("keys"));
        for (int i = 0; i < ids.length; i++) {
            keys.put(ids[i], texts.get(i));
        }
        return new LiveProgram(LevelTerms.read(row.getString("terms")), keys);
    }

    UUID customer() {
        return stored.customer();
    }

    LevelTerms terms() {
        return live.terms();
    }

    /// Null if the level is not in the live version, and the build has not come to the customer yet.
    @Nullable
    Standing standing() {
        return stored.standing(live);
    }

    Qualified qualified() {
        return stored.qualified(live);
    }

    /// As callers see it.
    CustomerLevel shown(ZoneId zone) {
        @Nullable Standing standing = standing();
        return standing == null ? gone() : shown(standing, stored.next(), qualified(), zone);
    }

    /// The same of another standing of the customer.
    CustomerLevel shown(Standing standing, @Nullable Instant next, Qualified qualified, ZoneId zone) {
        Standing.@Nullable Waiting waiting = standing.waiting();
        @Nullable LevelEvent fall = live.machine(zone).fall(standing, next, qualified);
        return new CustomerLevel(
                key,
                name,
                LevelName.of(terms(), standing.level()),
                standing.since(),
                standing.periodEnd(),
                standing.graceEnd(),
                LevelName.of(terms(), qualified.level()),
                waiting == null ? null : new LevelAt(LevelName.of(terms(), waiting.level()), waiting.at()),
                fall == null ? null : new LevelAt(LevelName.of(terms(), fall.to()), fall.at()),
                lock(standing),
                standing.level() == 0
                        ? List.of()
                        : terms().ofRank(standing.level()).benefits(),
                null,
                null,
                null);
    }

    private CustomerLevel gone() {
        return new CustomerLevel(
                key,
                name,
                held,
                stored.since(),
                stored.periodEnd(),
                stored.graceEnd(),
                LevelName.of(terms(), qualified().level()),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    private @Nullable LevelLock lock(Standing standing) {
        Standing.@Nullable Lock lock = standing.lock();
        return lock == null ? null : new LevelLock(lock.until(), note, author);
    }
}
