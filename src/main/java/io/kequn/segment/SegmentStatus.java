package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a segment stands. `BUILDING`: published, and customers whom nobody has written since still have the
/// membership of before; writers already go by the new rule. `FAILED`: the build ended with an error, publish
/// again.
public enum SegmentStatus {
    DRAFT,
    BUILDING,
    READY,
    FAILED,
    ARCHIVED;

    static final Map<String, SegmentStatus> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(SegmentStatus::text, Function.identity()));

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static SegmentStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
