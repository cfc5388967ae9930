package io.kequn.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of what people ask about segments, and how fast their clock ticks.
@ConfigMapping(prefix = "kequn.segments")
public interface SegmentSettings {
    /// After this long, a question over all customers of a shop is given up: a preview, an overlap.
    @WithDefault("20S")
    Duration questionLimit();

    /// How often to look for those whom time alone has moved, where rules count hours. What is due is found
    /// within a second, so that all is right within 5 seconds.
    @WithDefault("2S")
    Duration clockInterval();
}
