package io.kequn.level;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
import io.kequn.platform.problem.Inputs;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a version of a program says: its levels from the lowest to the highest, and how they are reached and
/// kept. As the database keeps it, too.
@JsonIgnoreProperties(ignoreUnknown = true)
public record LevelTerms(
        List<Level> levels,
        UpgradeTerms upgrade,
        RetentionTerms retention,
        DowngradeTerms downgrade,
        List<String> warnings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public LevelTerms {
        levels = List.copyOf(levels);
        warnings = List.copyOf(warnings);
    }

    /// The rank below which nobody falls: 1 where the lowest level asks for nothing.
    int floor() {
        return !levels.isEmpty() && levels.getFirst().qualification() == null ? 1 : 0;
    }

    LevelPolicy policy() {
        return new PolicyChecks(new Inputs()).policy(upgrade, retention, downgrade, warnings, floor());
    }

    /// Whether it moves customers as the other does, whatever its rules say: the same levels in the same order,
    /// reached and kept alike.
    boolean movesAs(LevelTerms other) {
        return floor() == other.floor()
                && keys().equals(other.keys())
                && upgrade.equals(other.upgrade)
                && retention.equals(other.retention)
                && downgrade.equals(other.downgrade)
                && warnings.equals(other.warnings);
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static LevelTerms read(String json) {
        try {
            return JSON.readValue(json, LevelTerms.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored level terms cannot be read", broken);
        }
    }

    static @Nullable LevelTerms readOrNull(@Nullable String json) {
        return json == null ? null : read(json);
    }

    /// Of its levels.
    List<String> keys() {
        return levels.stream().map(Level::key).toList();
    }

    Level ofRank(int rank) {
        return Objects.requireNonNull(levels.get(rank - 1));
    }
}
