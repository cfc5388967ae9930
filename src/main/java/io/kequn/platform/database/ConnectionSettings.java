package io.kequn.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How shops share the database connections of a replica.
@ConfigMapping(prefix = "kequn.connections")
interface ConnectionSettings {
    /// Percent of them that one shop may have at a time, and so what no request waits for, of all shops together;
    /// the others are there for other shops, and for requests.
    @WithDefault("75")
    @Min(1)
    @Max(100)
    int share();

    /// Percent of them, rounded up, that the requests of one shop may have while another shop has sent one
    /// within the last second. With more of them a shop that floods the service slows others more; with fewer
    /// its own requests wait for each other sooner, such as for those that change the same customer.
    @WithDefault("50")
    @Min(1)
    @Max(100)
    int shareBesideOthers();

    /// Requests and steps of one shop that wait for a connection; more are refused.
    @WithDefault("1000")
    @Min(1)
    int waiting();

    /// How long one waits at most before it is refused.
    @WithDefault("5S")
    Duration patience();
}
