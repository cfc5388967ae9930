package io.kequn.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/// How events are followed.
@ConfigMapping(prefix = "kequn.streams")
public interface StreamSettings {
    /// How often a stream without news shows that it lives; shorter than what proxies take for dead.
    @WithDefault("15S")
    Duration heartbeat();

    /// How often it is asked whether the credential still holds, at least; a heartbeat may pass before.
    @WithDefault("10S")
    Duration recheck();

    /// Streams and subscriptions that a credential may have open on this replica at a time.
    @WithDefault("20")
    @Positive
    int perCredential();

    /// The same of all credentials of a shop.
    @WithDefault("100")
    @Positive
    int perShop();

    /// Events that are read at a time, and with that the most that wait in memory for a slow reader.
    @WithDefault("200")
    @Positive
    int page();
}
