package io.kequn.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Ends an embedded server as a crash would, and starts it again with what it was started with.
public record KilledPostgres(EmbeddedSettings settings, List<String> command) {
    private static final int TRIES = 100;

    /// `kill -9` of the server's first process; the others notice and end.
    public static KilledPostgres kill(EmbeddedSettings settings) {
        try {
            long pid = pid(settings);
            var command = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.UTF_8)
                    .split("\0");
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            return new KilledPostgres(settings, List.of(command));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long pid(EmbeddedSettings settings) throws IOException {
        var file = settings.folder().resolve("cluster").resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    /// Whether the server's first process is there; it may have ended by itself.
    public static boolean runs(EmbeddedSettings settings) {
        try {
            return ProcessHandle.of(pid(settings))
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /// Returns when it runs; as long as one of the old processes lives, PostgreSQL refuses to.
    public void startAgain() {
        startAgain(Map.of());
    }

    /// The same with more in its environment.
    public void startAgain(Map<String, String> environment) {
        var words = ServerUser.of(settings.folder()).command(command.toArray(String[]::new));
        for (int i = 0; i < TRIES; i++) {
            try {
                var builder = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                settings.folder().resolve("postgres.log").toFile()));
                builder.environment().putAll(environment);
                var server = builder.start();
                if (!server.waitFor(1, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("PostgreSQL does not start again");
    }
}
