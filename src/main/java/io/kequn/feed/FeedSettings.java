package io.kequn.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What is kept of the change log.
@ConfigMapping(prefix = "kequn.feed")
public interface FeedSettings {
    /// How long changes are kept, by whole months: as far back clients can go on with a token, and questions about
    /// the past are answered. A size over a year can be asked for, hence more than a year.
    @WithDefault("400D")
    Duration retention();
}
