package io.kequn.boot;

import java.nio.file.Path;

/// Where the embedded PostgreSQL lives.
///
/// @param folder what the service keeps between runs; made if absent, used by one service at a time
/// @param binaries the unpacked programs of PostgreSQL; may be shared by many folders
/// @param durable false gives up safety against power loss; for tests only
public record EmbeddedSettings(Path folder, Path binaries, boolean durable) {
    public EmbeddedSettings {
        folder = folder.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
    }

    /// Keeps everything in one folder, safely.
    public static EmbeddedSettings in(Path folder) {
        return new EmbeddedSettings(folder, folder.resolve("binaries"), true);
    }
}
