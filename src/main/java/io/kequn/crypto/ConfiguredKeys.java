package io.kequn.crypto;

import java.nio.file.Path;
import java.util.Optional;

/// Reads the key sets that the configuration names.
public final class ConfiguredKeys {
    private ConfiguredKeys() {}

    /// Refuses with [UnusableKeys] where there is none, or none that can be used.
    public static KeySet data(Optional<String> text, Optional<String> file) {
        return read("kequn.encryption.key-set", text, file);
    }

    /// The same of the set for the index.
    public static KeySet index(Optional<String> text, Optional<String> file) {
        return read("kequn.encryption.index-key-set", text, file);
    }

    private static KeySet read(String property, Optional<String> text, Optional<String> file) {
        var given = text.filter(value -> !value.isBlank());
        if (given.isPresent()) {
            return KeySet.parse(given.get(), property);
        }
        return file.filter(name -> !name.isBlank())
                .map(name -> KeySet.read(Path.of(name)))
                .orElseThrow(() -> missing(property));
    }

    private static UnusableKeys missing(String property) {
        return new UnusableKeys("Personal data is encrypted in the database, and there are no keys for it: neither "
                + property + " nor "
                + property + "-file is set. Make keys once, and keep a copy of them where no backup of the"
                + " database is:\n"
                + "  java -jar target/quarkus-app/quarkus-run.jar keys new keys\n"
                + "  export KEQUN_ENCRYPTION_KEY_SET_FILE=keys/data.json\n"
                + "  export KEQUN_ENCRYPTION_INDEX_KEY_SET_FILE=keys/index.json");
    }
}
