package io.kequn.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of what people ask about segments.
@ConfigMapping(prefix = "kequn.segments")
public interface SegmentSettings {
    /// After this long, a question over all customers of a shop is given up: a preview, an overlap.
    @WithDefault("20S")
    Duration questionLimit();
}
