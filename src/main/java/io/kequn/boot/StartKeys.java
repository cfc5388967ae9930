package io.kequn.boot;

import io.kequn.crypto.BlindIndex;
import io.kequn.crypto.ConfiguredKeys;
import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import io.kequn.crypto.Sealer;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of personal data, before anything else begins: those that are configured, or those that the service makes
/// for an embedded database and keeps beside its data.
final class StartKeys {
    private static final String KEY_SET = "kequn.encryption.key-set";
    private static final String INDEX_KEY_SET = "kequn.encryption.index-key-set";
    private static final String FILE = "-file";

    private StartKeys() {}

    static boolean areConfigured(SmallRyeConfig config) {
        return Stream.of(KEY_SET, KEY_SET + FILE, INDEX_KEY_SET, INDEX_KEY_SET + FILE)
                .anyMatch(name -> value(config, name).isPresent());
    }

    /// Refuses keys that are missing or cannot be used.
    static void check(SmallRyeConfig config) {
        var unusedSealer = Sealer.of(ConfiguredKeys.data(value(config, KEY_SET), value(config, KEY_SET + FILE)));
        var unusedIndex =
                BlindIndex.of(ConfiguredKeys.index(value(config, INDEX_KEY_SET), value(config, INDEX_KEY_SET + FILE)));
    }

    private static Optional<String> value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    /// Makes what is missing in the folder, and lets the service use it.
    static void keepIn(Path folder) {
        try {
            System.setProperty(KEY_SET + FILE, kept(folder, Purpose.DATA).toString());
            System.setProperty(INDEX_KEY_SET + FILE, kept(folder, Purpose.INDEX).toString());
        } catch (IOException e) {
            throw DataFolder.unusable(folder, e);
        }
    }

    private static Path kept(Path folder, Purpose purpose) throws IOException {
        var file = KeyFiles.of(folder, purpose);
        if (!Files.exists(file)) {
            KeyFiles.write(file, KeySet.made(purpose));
        }
        return file;
    }
}
