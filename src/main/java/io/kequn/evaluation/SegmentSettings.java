package io.kequn.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How fast the clock of segments ticks, and how much a build does at a time.
@ConfigMapping(prefix = "kequn.segments")
public interface SegmentSettings {
    /// How often to look for those whom time alone has moved, where rules count hours. What is due is found
    /// within a second, so that all is right within 5 seconds.
    @WithDefault("2S")
    Duration clockInterval();

    /// How many customers a build locks at most in one transaction.
    @WithDefault("10000")
    int buildRange();
}
