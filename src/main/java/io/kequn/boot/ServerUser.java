package io.kequn.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// PostgreSQL refuses to run as root. For root, its programs run in a user namespace of their own, where the process is
/// nobody and still owns its files; where that is forbidden, as in many containers, as the owner of the data folder.
record ServerUser(List<String> prefix) {
    private static final int NOBODY = 65534;

    ServerUser {
        prefix = List.copyOf(prefix);
    }

    static ServerUser of(Path folder) {
        try {
            if (uid(Path.of("/proc/self")) != 0) {
                return new ServerUser(List.of());
            }
            return forRoot(folder);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // No /proc or no Unix: let PostgreSQL judge for itself.
            return new ServerUser(List.of());
        }
    }

    List<String> command(String... arguments) {
        return Stream.concat(prefix.stream(), Stream.of(arguments)).toList();
    }

    /// The file was made by root, but the server must read it.
    void own(Path folder, Path file) throws IOException {
        if (prefix.contains("setpriv")) {
            Files.setAttribute(file, "unix:uid", uid(folder), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static ServerUser forRoot(Path folder) throws IOException {
        var ownNamespace = new ServerUser(List.of("unshare", "--user"));
        if (uid(folder) == 0 && ownNamespace.canRead(folder)) {
            return ownNamespace;
        }
        var uid = uid(folder) == 0 ? NOBODY : uid(folder);
        var owner = as(uid);
        if (!owner.canRead(folder)) {
            throw new StartRefusal("PostgreSQL does not run as root, and user " + uid + " cannot reach the data folder "
                    + folder + ". Start Kequn as an ordinary user, or choose a folder with "
                    + "-Dkequn.embedded.data-dir=FOLDER that this user can reach.");
        }
        Files.setAttribute(folder, "unix:uid", uid);
        return owner;
    }

    private static ServerUser as(int uid) {
        var number = String.valueOf(uid);
        return new ServerUser(List.of("setpriv", "--reuid", number, "--regid", number, "--clear-groups"));
    }

    private boolean canRead(Path folder) {
        return Command.run(command("test", "-r", folder.toString())).succeeded();
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
