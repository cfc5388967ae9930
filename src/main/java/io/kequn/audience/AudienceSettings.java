package io.kequn.audience;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How audiences are handed out.
@ConfigMapping(prefix = "kequn.audiences")
interface AudienceSettings {
    /// How long the file of an export can be fetched.
    @WithDefault("24H")
    Duration lifetime();
}
