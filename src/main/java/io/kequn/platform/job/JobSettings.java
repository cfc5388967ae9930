package io.kequn.platform.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How background work runs.
@ConfigMapping(prefix = "kequn.jobs")
public interface JobSettings {
    /// Off on replicas that only answer requests.
    @WithDefault("true")
    boolean enabled();

    /// How often to look for work that no request of this process has announced.
    @WithDefault("1S")
    Duration poll();

    /// After this long without a step, another replica takes a job over. A step's time outside its transaction is
    /// shorter.
    @WithDefault("20S")
    Duration lease();

    /// Jobs at a time on this replica, and as many pieces of recurring work beside them; each holds one database
    /// connection at most.
    @WithDefault("4")
    @Min(1)
    @Max(16)
    int parallel();

    /// How long ended jobs are kept with the errors of imports, and facts of orders that have not come.
    @WithDefault("90D")
    Duration retention();

    /// How long a stopping replica waits for the running steps.
    @WithDefault("8S")
    Duration stop();
}
