package io.kequn.level;

import io.kequn.level.LevelProgramSpec.DowngradeTerms;
import io.kequn.level.LevelProgramSpec.RetentionTerms;
import io.kequn.level.LevelProgramSpec.UpgradeTerms;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import io.kequn.publication.Progress;
import io.kequn.publication.SegmentStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.jspecify.annotations.Nullable;

/// Levels by rank, and how customers move between them. The terms are those published, or drafted if none ever
/// were; `draft` are newer ones that wait to be published.
public record LevelProgram(
        String key,
        String name,
        @Nullable String description,

        @Description("Whether rules mean this program by `level` alone.")
        boolean standard,

        SegmentStatus status,
        @Description("From the lowest to the highest.") List<Level> levels,
        UpgradeTerms upgrade,
        RetentionTerms retention,
        DowngradeTerms downgrade,
        List<String> warnings,
        @Nullable DraftTerms draft,
        @Nullable Integer liveVersion,

        @Description("How far the build is, in customers; there while the program is building.") @Nullable
        Progress progress,

        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt)
        implements Versioned, Node {
    public LevelProgram {
        levels = List.copyOf(levels);
        warnings = List.copyOf(warnings);
    }

    /// The terms that wait, or those that are published.
    LevelTerms latest() {
        return draft == null
                ? new LevelTerms(levels, upgrade, retention, downgrade, warnings)
                : new LevelTerms(draft.levels, draft.upgrade, draft.retention, draft.downgrade, draft.warnings);
    }

    /// Terms that wait to be published.
    public record DraftTerms(
            List<Level> levels,
            UpgradeTerms upgrade,
            RetentionTerms retention,
            DowngradeTerms downgrade,
            List<String> warnings) {
        static @Nullable DraftTerms of(@Nullable LevelTerms terms) {
            return terms == null
                    ? null
                    : new DraftTerms(
                            terms.levels(), terms.upgrade(), terms.retention(), terms.downgrade(), terms.warnings());
        }
    }

    @Override
    @Ignore
    public String etag() {
        return status.etag(version, levels, progress);
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
