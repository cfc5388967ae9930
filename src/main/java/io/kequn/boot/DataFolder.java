package io.kequn.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;

/// The folder that holds the embedded database between runs. Open in one process at a time: the lock falls with the
/// process, however it ends.
final class DataFolder implements AutoCloseable {
    private static final String MARKER = "kequn-data-folder";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            refuseForeign(path);
            var channel = lock(path);
            Files.writeString(
                    path.resolve(MARKER), "Made by Kequn, which may delete all of it when told to start over.\n");
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /// Deletes what the service keeps in the folder, so that the next start begins with an empty database. Touches only
    /// a folder that the service made.
    static void reset(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var folder = open(path)) {
            EmbeddedPostgres.stopLeftover(folder);
            deleteBelow(path);
        } catch (IOException | UncheckedIOException e) {
            throw new StartRefusal("Cannot delete the data folder " + path + " (" + reason(e) + ").");
        }
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path unfinishedCluster() {
        return path.resolve("cluster.unfinished");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    Path path() {
        return path;
    }

    /// Where the keys of personal data are, as long as nobody configures others.
    Path keys() {
        return path.resolve("keys");
    }

    Path passwordFile() {
        return path.resolve("password");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw broken("its file 'password' cannot be read");
        }
    }

    void makePassword() throws IOException {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        Files.deleteIfExists(passwordFile());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                Files.createFile(passwordFile(), ownerOnly), HexFormat.of().formatHex(bytes));
    }

    StartRefusal broken(String why) {
        return new StartRefusal("The data folder " + path + " is broken: " + why
                + ". Put a backup in its place, or start over with -Ddemo.reset, which deletes all data in it.");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StartRefusal unusable(Path path, IOException problem) {
        return new StartRefusal("Cannot use the data folder " + path + " (" + reason(problem)
                + "). Make it writable, or choose another with -Dkequn.embedded.data-dir=FOLDER.");
    }

    static void deleteBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path.resolve(MARKER))) {
            return;
        }
        try (var files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw new StartRefusal("The folder " + path + " holds files that are not Kequn's (its file " + MARKER
                        + " is missing). Choose an empty one with -Dkequn.embedded.data-dir=FOLDER.");
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as held by another.
        }
        channel.close();
        throw new StartRefusal("Another Kequn is running on the data folder " + path
                + ". Stop it first, or choose another folder with -Dkequn.embedded.data-dir=FOLDER.");
    }

    private static String reason(Throwable problem) {
        return switch (problem) {
            case UncheckedIOException unchecked when unchecked.getCause() != null -> reason(unchecked.getCause());
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file";
            case FileSystemException failed
            when failed.getReason() != null -> failed.getFile() + ": " + failed.getReason();
            case Throwable other -> String.valueOf(other.getMessage());
        };
    }
}
