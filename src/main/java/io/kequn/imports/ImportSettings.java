package io.kequn.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How imports run.
@ConfigMapping(prefix = "kequn.imports")
public interface ImportSettings {
    /// The largest file, as it is sent and also unpacked.
    @WithDefault("200M")
    MemorySize mostContent();

    /// How long an import waits for its file.
    @WithDefault("24H")
    Duration patience();

    /// Rows, or orders of several rows, that one transaction takes.
    @WithDefault("1000")
    @Min(1)
    @Max(1000)
    int batch();

    /// Errors that are kept for reading; all are counted.
    @WithDefault("100000")
    @Min(0)
    int mostErrors();
}
