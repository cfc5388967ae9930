package io.kequn.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// What the edge takes at most.
@ConfigMapping(prefix = "kequn.http")
interface HttpSettings {
    /// The largest body that is held in memory; the content of imports has a limit of its own.
    @WithDefault("10M")
    MemorySize mostBody();

    /// The longest address that is served, in characters. The server itself refuses at four times that.
    @WithDefault("8192")
    @Min(1024)
    @Max(16384)
    int longestAddress();

    /// The most that all header fields of a request may hold together, in characters.
    @WithDefault("16384")
    @Min(4096)
    @Max(32768)
    int mostHeaders();
}
