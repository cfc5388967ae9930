package io.kequn.segment;

import io.kequn.publication.ReadRule;
import java.util.Optional;

/// A segment as a file of rules wants it, checked.
///
/// @param pointer its place in the file
/// @param rule empty for a static segment
/// @param isDraft whether the rule is only saved
public record WantedSegment(String pointer, String key, SegmentSpec spec, Optional<ReadRule> rule, boolean isDraft) {
    boolean isStatic() {
        return spec.kind() == SegmentKind.STATIC;
    }
}
