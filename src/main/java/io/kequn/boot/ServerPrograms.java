package io.kequn.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Runs the programs of PostgreSQL on one data folder.
record ServerPrograms(PostgresBinaries binaries, ServerUser user, DataFolder folder) {
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=256MB",
            "work_mem=16MB",
            "maintenance_work_mem=128MB",
            "random_page_cost=1.1",
            // Compiling costs more than it saves on statements of a few milliseconds.
            "jit=off",
            // Fewer and smoother checkpoints, nothing logged for replicas: speed that costs no durability.
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "wal_level=minimal",
            "max_wal_senders=0",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off");

    private static final List<String> UNSAFE_SETTINGS =
            List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off");

    private static final String STOP_WHEN_INPUT_ENDS = """
        trap '' INT TERM HUP
        read -r line
        "$@" -m fast -t 20 || "$@" -m immediate
        """;

    /// Makes an empty cluster if there is none, and refuses one of another version. Text orders by code point, whatever
    /// the machine's locale.
    void initialise() throws IOException {
        if (Files.exists(folder.cluster())) {
            checkVersion();
            return;
        }
        var unfinished = folder.unfinishedCluster();
        DataFolder.deleteBelow(unfinished);
        Files.deleteIfExists(unfinished);
        folder.makePassword();
        user.own(folder.path(), folder.passwordFile());
        var made = Command.run(user.command(
                binaries.initdb(),
                "--pgdata=" + unfinished,
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=" + folder.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!made.succeeded()) {
            throw new StartRefusal("PostgreSQL cannot set up the data folder " + folder.path() + " ("
                    + complaint(made.output()) + ").");
        }
        Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean start(int port, boolean durable) {
        var options = new ArrayList<>(SETTINGS);
        options.add("port=" + port);
        if (!durable) {
            options.addAll(UNSAFE_SETTINGS);
        }
        return pgCtl(
                        "start",
                        "--wait",
                        "--timeout=120",
                        "--log=" + folder.log(),
                        "--options="
                                + options.stream().map(option -> "-c " + option).collect(Collectors.joining(" ")))
                .succeeded();
    }

    /// A process that stops the server as soon as this one closes its input or dies. Signals to the whole group, such
    /// as Ctrl-C, pass it by, so that the server outlives the service's own shutdown.
    Process watch() throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", STOP_WHEN_INPUT_ENDS, "sh"));
        command.addAll(user.command(binaries.pgCtl(), "stop", "--wait", "--pgdata=" + folder.cluster()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// What the server said last before it gave up.
    String complaint() {
        try {
            return complaint(Files.readString(folder.log(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "it left no message in " + folder.log();
        }
    }

    private static String complaint(String output) {
        return output.lines()
                .filter(line -> line.matches(".*(FATAL|PANIC|error):.*"))
                .findFirst()
                .orElseGet(() -> output.strip().lines().reduce("it says nothing", (earlier, line) -> line))
                .replaceFirst("^.*?(FATAL|PANIC|error):\\s*", "");
    }

    private void checkVersion() {
        String version;
        try {
            version = Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw folder.broken("its file cluster/PG_VERSION cannot be read");
        }
        if (!version.matches("\\d+(\\.\\d+)?")) {
            throw folder.broken("its file cluster/PG_VERSION holds no version");
        }
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new StartRefusal("The data folder " + folder.path() + " was made by PostgreSQL " + version
                    + ", and this Kequn brings PostgreSQL " + PostgresBinaries.MAJOR_VERSION
                    + ". Move the data with pg_dump, or start over with -Ddemo.reset, which deletes all data in it.");
        }
    }

    private Command pgCtl(String... arguments) {
        var command = new ArrayList<>(user.command(binaries.pgCtl(), "--pgdata=" + folder.cluster()));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }
}
