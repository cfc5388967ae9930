package io.kequn.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked once from the archive that comes with the service.
record PostgresBinaries(Path folder) {
    private static final String UNPACKED = "unpacked";

    /// The major version of the archive; a cluster of another one cannot be opened.
    static final String MAJOR_VERSION = "18";

    String initdb() {
        return folder.resolve("bin/initdb").toString();
    }

    String pgCtl() {
        return folder.resolve("bin/pg_ctl").toString();
    }

    static PostgresBinaries unpackedIn(Path folder) {
        try {
            Files.createDirectories(folder);
            // Several services or test runs may share the folder and meet here.
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                var home = folder.resolve("postgresql-" + MAJOR_VERSION);
                if (held.isValid() && !Files.exists(home.resolve(UNPACKED))) {
                    DataFolder.deleteBelow(home);
                    unpack(home);
                    Files.createFile(home.resolve(UNPACKED));
                }
                return new PostgresBinaries(home);
            }
        } catch (IOException e) {
            throw DataFolder.unusable(folder, e);
        }
    }

    private static void unpack(Path home) throws IOException {
        try (var archive = new TarArchiveInputStream(new XZInputStream(archive()))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                write(archive, entry, home);
            }
        }
    }

    private static void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path home) throws IOException {
        var target = home.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolve("..").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
        if (entry.getName().contains("bin/") && !target.toFile().setExecutable(true, false)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    private static InputStream archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replaceFirst(" .*", "");
        var processor = System.getProperty("os.arch").replace("amd64", "x86_64").replace("aarch64", "arm_64");
        var archive = PostgresBinaries.class.getResourceAsStream("/postgres-" + system + "-" + processor + ".txz");
        if (archive == null) {
            throw new StartRefusal("No embedded PostgreSQL comes with this build for " + system + " on " + processor
                    + ". Set QUARKUS_DATASOURCE_REACTIVE_URL to a PostgreSQL server, version 15 or newer.");
        }
        return archive;
    }
}
