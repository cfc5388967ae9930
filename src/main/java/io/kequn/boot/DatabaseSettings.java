package io.kequn.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

    /// A file with the authorities (PEM) that the database's certificate may be of. With it, the database is
    /// reached over TLS only, and its certificate must be for the host in its address.
    Optional<Path> ca();

    /// Whether production may reach a database on another machine without, where the network itself encrypts.
    @WithDefault("false")
    boolean plaintext();

    /// Prepared statements that each connection keeps.
    @WithDefault("512")
    @Positive
    int preparedStatements();

    /// The longest statement, in characters, that is kept prepared: a shop with hundreds of rules evaluates them in one
    /// statement of about 100,000.
    @WithDefault("262144")
    @Positive
    int preparedStatementLength();

    /// How long opening a connection may take, with all that belongs to it, and how long one is waited for.
    @WithDefault("4S")
    Duration connectTimeout();

    /// How many may wait for a connection of the pool; more are refused. Requests of shops wait before, and fairly.
    @WithDefault("1000")
    @Positive
    int waiting();

    /// After which PostgreSQL itself ends a statement that has no limit of its own: when it can no longer be told to.
    @WithDefault("30S")
    Duration statementTimeout();

    /// The same for waiting for a lock, where no shorter one is said.
    @WithDefault("10S")
    Duration lockTimeout();

    /// After which it ends a transaction that nobody goes on with, so that what a replica held that has gone silent is
    /// free for the others.
    @WithDefault("15S")
    Duration idleInTransaction();
}
