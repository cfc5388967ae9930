package io.kequn.segment;

import io.kequn.benefit.Benefit;
import io.kequn.benefit.Benefits;
import io.kequn.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A segment that a shop has, inside the definition transaction that has locked it, for who compares many
/// definitions with what there is.
public final class PresentSegment {
    private final SegmentEntity segment;
    private final List<SegmentVersionEntity> open;

    /// @param open its live version and its draft
    PresentSegment(SegmentEntity segment, List<SegmentVersionEntity> open) {
        this.segment = segment;
        this.open = List.copyOf(open);
    }

    SegmentEntity row() {
        return segment;
    }

    public String key() {
        return segment.key;
    }

    public SegmentKind kind() {
        return SegmentKind.of(segment.kind);
    }

    public String name() {
        return segment.name;
    }

    public @Nullable String description() {
        return segment.description;
    }

    /// Those that are live, or for a draft those that wait, or else are live.
    public List<Benefit> benefits(boolean draft) {
        for (var version : open) {
            if (draft && version.waits()) {
                return Benefits.read(version.benefits);
            }
        }
        return Benefits.read(segment.benefits);
    }

    /// Whether customers may see of themselves that they are in it.
    public boolean isPublic() {
        return segment.shown;
    }

    public boolean isArchived() {
        return segment.archivedAt != null;
    }

    /// Whether the rule is live, or for a draft, saved.
    public boolean has(Rule rule, boolean draft) {
        return open.stream()
                .filter(version -> draft || segment.isLive(version))
                .anyMatch(version -> version.hash.equals(rule.hash()));
    }
}
