package io.kequn.boot;

import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import io.kequn.crypto.UnusableKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// `keys …` on the command line makes and changes files of keys, and starts nothing.
final class KeyCommand {
    private static final String USAGE = """
        Say one of:
          keys new FOLDER    makes the key sets FOLDER/data.json and FOLDER/index.json
          keys add FILE      adds a key to a set, which only opens as yet: the first step where several services run
          keys use FILE      makes the newest key of a set the one that seals
          keys rotate FILE   both at once, where one service runs
          keys prune FILE    leaves only the key that seals, once nothing carries the others any more\
        """;

    private KeyCommand() {}

    static boolean isMeant(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("keys");
    }

    /// Says what it has done, or why not; gives how the process is to end.
    static int run(String... arguments) {
        try {
            System.out.println(done(arguments));
            return 0;
        } catch (StartRefusal | UnusableKeys refusal) {
            System.err.println(refusal.getMessage());
            return 1;
        }
    }

    private static String done(String... arguments) {
        if (arguments.length != 3) {
            throw new StartRefusal(USAGE);
        }
        var path = Path.of(arguments[2]);
        return switch (arguments[1]) {
            case "new" -> make(path);
            case "add" -> change(path, KeySet::withNewKey, "It has a new key, which only opens as yet.");
            case "use" -> change(path, KeySet::usingNewest, "Its newest key seals.");
            case "rotate" -> change(path, keys -> keys.withNewKey().usingNewest(), "A new key seals.");
            case "prune" -> change(path, KeySet::primaryOnly, "It has one key.");
            default -> throw new StartRefusal(USAGE);
        };
    }

    private static String make(Path folder) {
        for (var purpose : Purpose.values()) {
            if (Files.exists(KeyFiles.of(folder, purpose))) {
                throw new StartRefusal("There are keys in " + folder
                        + " already. Without them nobody can read what they have sealed: choose another folder.");
            }
        }
        try {
            for (var purpose : Purpose.values()) {
                KeyFiles.write(KeyFiles.of(folder, purpose), KeySet.made(purpose));
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
        return "Made " + KeyFiles.of(folder, Purpose.DATA) + " and " + KeyFiles.of(folder, Purpose.INDEX)
                + ". Keep a copy where no backup of the database is.";
    }

    private static String change(Path file, UnaryOperator<KeySet> change, String done) {
        var changed = change.apply(KeySet.read(file));
        try {
            KeyFiles.write(file, changed);
        } catch (IOException e) {
            throw failed(file, e);
        }
        return file + ": " + done + " Keys in it: " + changed.size() + ". Start the service anew to use it.";
    }

    private static StartRefusal failed(Path path, IOException problem) {
        return new StartRefusal("Cannot write " + path + " (" + problem.getMessage() + ").");
    }
}
