package io.kequn.segment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rules of a shop as one document, to be kept beside other code. `version` is that of the document's form.
public record RuleBook(@Nullable Integer version, @Nullable List<SegmentDefinition> segments) {
    static final int VERSION = 1;

    static RuleBook of(List<SegmentDefinition> segments) {
        return new RuleBook(VERSION, segments);
    }
}
