package io.kequn.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The figures of all shops together that monitoring reads.
@ConfigMapping(prefix = "kequn.figures")
interface FigureSettings {
    /// How often the database is asked for them, at most; zero turns them off. With very many shops it is asked less
    /// often, so that asking takes no more than a twentieth of one connection.
    @WithDefault("10S")
    Duration every();
}
