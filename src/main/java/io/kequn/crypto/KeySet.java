package io.kequn.crypto;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// A set of keys as Tink writes it in JSON, or the same in base64. One of its keys, the primary, is used for what is
/// new; all of them for what is there. Its text never reaches a message.
public final class KeySet {
    /// What the keys of a set are for.
    public enum Purpose {
        DATA("data", PredefinedAeadParameters.AES256_GCM),
        INDEX("index", PredefinedPrfParameters.HMAC_SHA256_PRF);

        private final String word;
        private final Parameters parameters;

        Purpose(String word, Parameters parameters) {
            this.word = word;
            this.parameters = parameters;
        }

        /// In files' names, the database and messages.
        public String word() {
            return word;
        }
    }

    static final Configuration CONFIGURATION;

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
            CONFIGURATION = RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private final KeysetHandle handle;
    private final String origin;

    private KeySet(KeysetHandle handle, String origin) {
        this.handle = handle;
        this.origin = origin;
    }

    /// One new key.
    public static KeySet made(Purpose purpose) {
        try {
            return new KeySet(KeysetHandle.generateNew(purpose.parameters, CONFIGURATION), "new");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Refuses with [UnusableKeys] what is no key set.
    ///
    /// @param origin where the text is from, for messages
    public static KeySet parse(String text, String origin) {
        try {
            var handle = TinkJsonProtoKeysetFormat.parseKeyset(
                    json(text.strip()), CONFIGURATION, InsecureSecretKeyAccess.get());
            return new KeySet(handle, origin);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableKeys("What stands in " + origin + " is no key set. Make one with "
                    + "java -jar target/quarkus-app/quarkus-run.jar keys new FOLDER.");
        }
    }

    public static KeySet read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new UnusableKeys("There is no key set " + file
                    + ". Make one with java -jar target/quarkus-app/quarkus-run.jar keys new FOLDER; where the database"
                    + " has data already, put the file back with which it was written.");
        } catch (IOException e) {
            throw new UnusableKeys("The key set " + file + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private static String json(String text) {
        return text.startsWith("{") ? text : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    /// The set as JSON: a secret.
    public String text() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, CONFIGURATION, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same with one more key, which nothing is written with yet.
    public KeySet withNewKey() {
        try {
            var parameters = handle.getPrimary().getKey().getParameters();
            var entry = KeysetHandle.generateEntryFromParameters(parameters).withRandomId();
            return new KeySet(KeysetHandle.newBuilder(handle).addEntry(entry).build(), origin);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same with its newest key as the primary.
    public KeySet usingNewest() {
        try {
            var builder = KeysetHandle.newBuilder(handle);
            builder.getAt(builder.size() - 1).makePrimary();
            return new KeySet(builder.build(), origin);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same with its primary key only.
    public KeySet primaryOnly() {
        try {
            var builder = KeysetHandle.newBuilder(handle);
            for (int i = handle.size() - 1; i >= 0; i--) {
                if (!handle.getAt(i).isPrimary()) {
                    builder.deleteAt(i);
                }
            }
            return new KeySet(builder.build(), origin);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public int size() {
        return handle.size();
    }

    KeysetHandle handle(Purpose purpose) {
        var known = handle.getPrimary().getKey().getParameters();
        if (!purpose.parameters.getClass().isInstance(known)) {
            throw unusable(purpose);
        }
        return handle;
    }

    UnusableKeys unusable(Purpose purpose) {
        return new UnusableKeys("The key set " + origin + " is none for the " + purpose.word
                + ". Give the file data.json as kequn.encryption.key-set-file and index.json as"
                + " kequn.encryption.index-key-set-file.");
    }

    /// A secret must not reach a log.
    @Override
    public String toString() {
        return "KeySet[" + origin + "]";
    }
}
