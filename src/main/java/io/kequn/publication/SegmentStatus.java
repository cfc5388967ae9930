package io.kequn.publication;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.value.Fingerprint;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a segment stands. `BUILDING`: published, and customers whom nobody has written since still have the
/// membership of before; writers already go by the new rule. `FAILED`: the build ended with an error or was
/// cancelled, publish again.
public enum SegmentStatus {
    DRAFT,
    BUILDING,
    READY,
    FAILED,
    ARCHIVED;

    /// For who reads what callers ask for.
    public static final Map<String, SegmentStatus> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(SegmentStatus::text, Function.identity()));

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The entity tag of what stands here: its version, which alone `If-Match` compares, and whatever else is
    /// shown that changes without one.
    public String etag(int version, @Nullable Object... shown) {
        return version + "." + text() + "." + Fingerprint.of(shown);
    }

    /// As it is stored.
    public static SegmentStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
