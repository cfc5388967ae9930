package io.kequn.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What the audit log tells, and for how long.
@ConfigMapping(prefix = "kequn.audit")
public interface AuditSettings {
    /// How long entries are kept, by whole months.
    @WithDefault("400D")
    Duration retention();

    /// Which reads of personal data it tells of: `all` of them, or `exports` alone: of persons and of audiences.
    @WithDefault("all")
    Reads reads();

    enum Reads {
        ALL,
        EXPORTS
    }
}
