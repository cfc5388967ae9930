package io.kequn.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How customer tokens are signed.
@ConfigMapping(prefix = "kequn.customer-tokens")
interface TokenSettings {
    /// What stands in them as the issuer.
    @WithDefault("kequn")
    String issuer();

    /// How long a key signs until there is another.
    @WithDefault("30D")
    Duration rotation();

    /// How long a new key is published before it signs, so that whoever keeps the keys for a while knows it by then.
    @WithDefault("15M")
    Duration ahead();

    /// How long a replica goes by the keys that it has read.
    @WithDefault("30S")
    Duration fresh();
}
