package io.kequn.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long reads may take. Each holds a connection, of which there are few for all shops, and goes on though its
/// caller has left.
@ConfigMapping(prefix = "kequn.reads")
public interface ReadSettings {
    /// After this long a read is given up.
    @WithDefault("30S")
    Duration limit();

    /// The same for a question over all customers of a shop: a preview, an overlap, a list or count by a filter.
    @WithDefault("20S")
    Duration questionLimit();
}
