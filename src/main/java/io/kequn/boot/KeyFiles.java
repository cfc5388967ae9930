package io.kequn.boot;

import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files of key sets, which only their owner may read. A file is replaced as a whole or not at all.
final class KeyFiles {
    private KeyFiles() {}

    static Path of(Path folder, Purpose purpose) {
        return folder.resolve(purpose.word() + ".json");
    }

    static void write(Path file, KeySet keys) throws IOException {
        var target = file.toAbsolutePath().normalize();
        Files.createDirectories(target.resolveSibling(""));
        var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.writeString(Files.createFile(unfinished, ownerOnly), keys.text() + "\n");
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
