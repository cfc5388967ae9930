package io.kequn.bench;

import io.kequn.boot.EmbeddedPostgres;
import io.kequn.boot.EmbeddedSettings;
import io.kequn.boot.KilledPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An empty database for one run: on the server of `QUARKUS_DATASOURCE_REACTIVE_URL` if that is set, otherwise on an
/// embedded one with the settings that the service gives its own.
final class BenchDatabase implements AutoCloseable {
    private static final String NAME = "kequn_bench";
    private static final EmbeddedSettings EMBEDDED =
            new EmbeddedSettings(Path.of("target/bench-postgres"), Path.of("target/postgres-binaries"), true);

    private final String server;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedPostgres embedded;
    private @Nullable KilledPostgres killed;
    private Map<String, String> environment = Map.of();

    private BenchDatabase(String server, String user, String password, @Nullable EmbeddedPostgres embedded) {
        this.server = server;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
    }

    static BenchDatabase start() {
        var url = System.getenv("QUARKUS_DATASOURCE_REACTIVE_URL");
        var database = url == null || url.isBlank() ? embedded() : configured(url);
        database.onServer("drop database if exists " + NAME + " with (force)");
        database.onServer("create database " + NAME + " template template0");
        return database;
    }

    private static BenchDatabase embedded() {
        EmbeddedPostgres.reset(EMBEDDED);
        var postgres = EmbeddedPostgres.start(EMBEDDED);
        return new BenchDatabase(postgres.url("postgres"), EmbeddedPostgres.USER, postgres.password(), postgres);
    }

    private static BenchDatabase configured(String url) {
        return new BenchDatabase(
                url.replaceFirst("^vertx-reactive:", ""),
                Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_USERNAME"))
                        .orElse("postgres"),
                Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_PASSWORD"))
                        .orElse(""),
                null);
    }

    String url() {
        return server.replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1");
    }

    int port() {
        return Integer.parseInt(server.replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /// The same database by another way.
    String urlThrough(int port) {
        return url().replaceFirst(":\\d+/", ":" + port + "/");
    }

    /// Ends the embedded server as a crash would.
    void kill() {
        killed = KilledPostgres.kill(EMBEDDED);
    }

    void startAgain() {
        Objects.requireNonNull(killed).startAgain(environment);
    }

    /// From its next start on, the embedded server has this in its environment.
    void setEnvironment(Map<String, String> more) {
        environment = Map.copyOf(more);
    }

    /// For a server that may have ended by itself since it was killed and started.
    void startAgainIfEnded() {
        if (!KilledPostgres.runs(EMBEDDED)) {
            startAgain();
        }
    }

    /// Where the embedded server has its files.
    Optional<Path> cluster() {
        return embedded == null
                ? Optional.empty()
                : Optional.of(EMBEDDED.folder().resolve("cluster"));
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    /// What the embedded server logs; nothing of another server's log is known.
    Optional<Path> log() {
        return embedded == null
                ? Optional.empty()
                : Optional.of(EMBEDDED.folder().resolve("postgres.log"));
    }

    /// A connection as the role that owns the tables.
    Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url(), user, password);
    }

    /// The server's first process, from which all others stem; 0 if it runs on another machine.
    long process() {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            var backend = ProcessHandle.of(rows.getLong(1)).filter(BenchDatabase::isPostgres);
            return backend.flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .orElse(0L);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/comm")).startsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private void onServer(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:" + server, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        if (embedded == null) {
            onServer("drop database if exists " + NAME + " with (force)");
            return;
        }
        embedded.close();
        EmbeddedPostgres.reset(EMBEDDED);
    }
}
