package io.kequn.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL of the service's own: listens on the loopback address only, keeps its data in one folder, and ends when
/// this process ends, even when that is killed. Refuses with one sentence when it cannot run.
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String USER = "kequn";

    private static final int ATTEMPTS_FOR_A_PORT = 5;

    private final DataFolder folder;
    private final int port;
    private final Process watchdog;

    private EmbeddedPostgres(DataFolder folder, int port, Process watchdog) {
        this.folder = folder;
        this.port = port;
        this.watchdog = watchdog;
    }

    /// Starts the server with the data of the last run, or with an empty cluster the first time.
    public static EmbeddedPostgres start(EmbeddedSettings settings) {
        var folder = DataFolder.open(settings.folder());
        try {
            var programs = new ServerPrograms(
                    PostgresBinaries.unpackedIn(settings.binaries()), ServerUser.of(folder.path()), folder);
            stopLeftover(folder);
            programs.initialise();
            return startOnFreePort(folder, programs, settings.durable());
        } catch (IOException e) {
            folder.close();
            throw DataFolder.unusable(settings.folder(), e);
        } catch (StartRefusal e) {
            folder.close();
            throw e;
        }
    }

    /// Deletes the data of a folder that the service made; does nothing if there is none.
    public static void reset(EmbeddedSettings settings) {
        DataFolder.reset(settings.folder());
    }

    /// The address of a database in the form of the reactive client; `jdbc:` before it makes it one for JDBC.
    public String url(String database) {
        return "postgresql://localhost:" + port + "/" + database;
    }

    public String password() {
        return folder.password();
    }

    /// The folder beside the data for the keys that encrypt it.
    Path keys() {
        return folder.keys();
    }

    /// Makes the database if it is not there.
    public void createDatabase(String name) {
        try (var connection = DriverManager.getConnection("jdbc:" + url("postgres"), USER, password());
                var statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + name + "'")
                    .next()) {
                statement.execute("create database \"" + name + "\" template template0");
            }
        } catch (SQLException e) {
            throw folder.broken("PostgreSQL cannot open it ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no message") + ")");
        }
    }

    /// Stops the server and waits until it has written everything.
    @Override
    public void close() {
        try {
            watchdog.getOutputStream().close();
            watchdog.waitFor();
        } catch (IOException e) {
            // The watchdog is gone already, and with it the server.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }

    /// Stops the server that a killed process left behind. The caller holds the folder's lock, so nobody uses it.
    static void stopLeftover(DataFolder folder) throws IOException {
        var pidFile = folder.cluster().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = serverOf(folder, Files.readString(pidFile, StandardCharsets.UTF_8));
        if (server.isEmpty()) {
            // After a crash of the machine, the number may belong to any program by now; PostgreSQL would take that for
            // a running server and refuse to start.
            Files.delete(pidFile);
            return;
        }
        // SIGTERM would wait for clients to leave; without them the watchdog's end is near anyway.
        var ended =
                Command.run(List.of("kill", "-INT", String.valueOf(server.get().pid())));
        if (!ended.succeeded() || !awaitEnd(server.get())) {
            throw new StartRefusal("A PostgreSQL that an earlier Kequn left behind (process "
                    + server.get().pid() + ") still uses the data folder " + folder.path() + ". Stop it first.");
        }
    }

    private static Optional<ProcessHandle> serverOf(DataFolder folder, String pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(pidFile.lines().findFirst().orElse("")))
                    .filter(process -> process.info()
                            .commandLine()
                            .orElse("")
                            .contains(folder.cluster().toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static EmbeddedPostgres startOnFreePort(DataFolder folder, ServerPrograms programs, boolean durable)
            throws IOException {
        var watchdog = programs.watch();
        for (var attempt = 1; attempt <= ATTEMPTS_FOR_A_PORT; attempt++) {
            var port = freePort();
            Files.deleteIfExists(folder.log());
            if (programs.start(port, durable)) {
                return new EmbeddedPostgres(folder, port, watchdog);
            }
            if (!programs.complaint().contains("could not create any TCP/IP sockets")) {
                break;
            }
        }
        watchdog.destroy();
        throw folder.broken("PostgreSQL does not start on it (" + programs.complaint() + ")");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
