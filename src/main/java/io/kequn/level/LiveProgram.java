package io.kequn.level;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A published version of a program with the numbers that its levels have inside the database. Levels of earlier
/// versions have a number and a key, but no rank.
final class LiveProgram {
    private final LevelTerms terms;
    private final LevelPolicy policy;
    private final Map<Integer, String> keys;
    private final Map<Integer, Integer> ranks;
    private final Map<Integer, Integer> numbers;

    /// `keys` are those of all levels by their numbers; the empty key is of no level.
    LiveProgram(LevelTerms terms, Map<Integer, String> keys) {
        this.terms = terms;
        this.policy = terms.policy();
        this.keys = Map.copyOf(keys);
        this.ranks = new HashMap<>();
        this.numbers = new HashMap<>();
        Map<String, Integer> byKey = new HashMap<>();
        terms.levels().forEach(level -> byKey.put(level.key(), level.rank()));
        byKey.put("", 0);
        keys.forEach((number, key) -> {
            @Nullable Integer rank = byKey.get(key);
            if (rank != null) {
                numbers.put(rank, number);
            }
            // Nobody stays below the lowest level where that asks for nothing.
            if (rank != null && rank >= terms.floor()) {
                ranks.put(number, rank);
            }
        });
    }

    LevelTerms terms() {
        return terms;
    }

    LevelMachine machine(ZoneId zone) {
        return new LevelMachine(policy, zone);
    }

    /// Null for a level that is not in this version.
    @Nullable
    Integer rank(int number) {
        return ranks.get(number);
    }

    /// Of the level with this key, or of no level, where one can have none.
    Optional<Integer> rankOf(@Nullable String key) {
        return key == null
                ? Optional.of(0).filter(none -> terms.floor() == 0)
                : terms.levels().stream()
                        .filter(level -> level.key().equals(key))
                        .map(Level::rank)
                        .findFirst();
    }

    int number(int rank) {
        return Objects.requireNonNull(numbers.get(rank));
    }

    /// The key of a level by its number; null for no level.
    @Nullable
    String key(int number) {
        var key = keys.getOrDefault(number, "");
        return key.isEmpty() ? null : key;
    }
}
