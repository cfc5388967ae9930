package io.kequn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A small disk of its own for the database's files, which can be filled. Only where the machine lets this
/// process mount one.
final class FullDisk implements AutoCloseable {
    private static final int SPARE_MEGABYTES = 160;
    private static final int PIECE = 1 << 20;

    private final BenchDatabase database;
    private final Path cluster;
    private final Path ballast;

    private FullDisk(BenchDatabase database, Path cluster) {
        this.database = database;
        this.cluster = cluster;
        this.ballast = cluster.resolve("ballast");
    }

    /// Moves the database there, for which it is ended as by a crash; empty where that cannot be.
    static Optional<FullDisk> under(BenchDatabase database) {
        var cluster = database.cluster();
        if (cluster.isEmpty() || !mayMount(cluster.get())) {
            return Optional.empty();
        }
        database.kill();
        var disk = new FullDisk(database, cluster.get());
        disk.shell("""
            while ls -l /proc/[0-9]*/cwd 2>/dev/null | grep -qF -- "-> $1"; do sleep 0.1; done
            megabytes=$(( $(du -sm "$1" | cut -f1) + %d ))
            mv "$1" "$1.aside"
            mkdir -m 700 "$1"
            mount -t tmpfs -o "size=${megabytes}m,mode=700" tmpfs "$1"
            cp -a "$1.aside/." "$1"
            rm -rf "$1.aside"
            """.formatted(SPARE_MEGABYTES));
        database.startAgain();
        return Optional.of(disk);
    }

    private static boolean mayMount(Path cluster) {
        var probe = cluster.resolveSibling("mount-probe");
        return run("mkdir \"$1\" && mount -t tmpfs -o size=1m tmpfs \"$1\" && umount \"$1\" && rmdir \"$1\"", probe);
    }

    /// Takes what is free, to the last byte.
    void fill() {
        try (var out = Files.newOutputStream(ballast)) {
            for (int size = PIECE; size > 0; size = size == 1 ? 0 : Math.max(1, size / 64)) {
                fill(out, new byte[size]);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    private static void fill(OutputStream out, byte[] piece) {
        try {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            // It does not fit any more.
        }
    }

    /// Makes room, and starts the server where it has given up.
    void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database.startAgainIfEnded();
    }

    /// The files are where they were.
    @Override
    public void close() {
        database.kill();
        shell("""
            while ls -l /proc/[0-9]*/cwd 2>/dev/null | grep -qF -- "-> $1"; do sleep 0.1; done
            cp -a "$1" "$1.aside"
            umount "$1"
            rmdir "$1"
            mv "$1.aside" "$1"
            """);
        database.startAgain();
    }

    private void shell(String script) {
        if (!run("set -e\n" + script, cluster)) {
            throw new IllegalStateException("The database's files could not be moved");
        }
    }

    private static boolean run(String script, Path path) {
        try {
            return new ProcessBuilder(List.of("sh", "-c", script, "sh", path.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
