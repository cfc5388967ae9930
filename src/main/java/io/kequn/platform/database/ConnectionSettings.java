package io.kequn.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How shops share the database connections of a replica.
@ConfigMapping(prefix = "kequn.connections")
interface ConnectionSettings {
    /// Percent of them that one shop may have at a time; the others are there for other shops.
    @WithDefault("75")
    @Min(1)
    @Max(100)
    int share();

    /// Percent of them, rounded up, that the requests of one shop may have while another shop has sent one within the
    /// last second. The more, the slower a shop that floods the service makes the others.
    @WithDefault("12")
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
