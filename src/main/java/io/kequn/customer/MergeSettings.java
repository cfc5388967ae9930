package io.kequn.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How customers are kept.
@ConfigMapping(prefix = "kequn.customers")
interface MergeSettings {
    /// How long merging two customers can be undone. So long the profile of the one that was merged is kept, sealed.
    @WithDefault("30D")
    Duration mergeUndo();
}
