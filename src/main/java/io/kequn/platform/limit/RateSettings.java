package io.kequn.platform.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How much a credential may ask of one replica.
@ConfigMapping(prefix = "kequn.rate")
interface RateSettings {
    /// Points per window, all of which may be used at once; 0 is without a limit. A request costs 10, one for each
    /// object it asks for and one for each KiB of its body.
    @WithDefault("600000")
    @Min(0)
    long points();

    /// In which an empty bucket is full again.
    @WithDefault("60S")
    Duration window();
}
