package io.kequn.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/// How the service uses its connections to PostgreSQL, beyond what `quarkus.datasource.*` says.
@ConfigMapping(prefix = "kequn.database")
public interface DatabaseSettings {
    /// The role that requests run as: owns nothing, and row-level security binds it. The migrations make it.
    @WithDefault("kequn_app")
    @NotBlank
    String role();

    /// What PostgreSQL shows for our connections.
    @WithDefault("kequn")
    @NotBlank
    String applicationName();

    /// Prepared statements that each connection keeps.
    @WithDefault("512")
    @Positive
    int preparedStatements();

    /// The longest statement, in characters, that is kept prepared: a shop with hundreds of rules evaluates them in one
    /// statement of about 100,000.
    @WithDefault("262144")
    @Positive
    int preparedStatementLength();
}
