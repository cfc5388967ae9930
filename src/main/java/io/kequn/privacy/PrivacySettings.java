package io.kequn.privacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How persons are erased.
@ConfigMapping(prefix = "kequn.privacy")
interface PrivacySettings {
    /// How long an erasure can be cancelled unless the request says otherwise.
    @WithDefault("7D")
    Duration cancelWindow();
}
