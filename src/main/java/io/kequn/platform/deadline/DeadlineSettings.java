package io.kequn.platform.deadline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long work may take until it is given up. Questions over all of a shop's customers have a limit of their own
/// (`kequn.reads`), and what is streamed has none but for each of its pieces.
@ConfigMapping(prefix = "kequn.deadline")
public interface DeadlineSettings {
    /// From the moment that a request is there until its answer begins.
    @WithDefault("5S")
    Duration request();

    /// The same for a large batch, which waits for others of its shop, and for a definition, which waits for all who
    /// write facts of the shop; as long as the database answers at all.
    @WithDefault("30S")
    Duration batch();

    /// For one transaction of background work.
    @WithDefault("30S")
    Duration step();
}
