package io.kequn.crypto;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// The keys: of each set its text (JSON of Tink, or that in base64), or a file that holds it. With the embedded
/// PostgreSQL the service makes both, and keeps them beside the data.
@ConfigMapping(prefix = "kequn.encryption")
public interface EncryptionSettings {
    /// Seals data (AES256-GCM).
    Optional<String> keySet();

    /// A file with it, in place of its text.
    Optional<String> keySetFile();

    /// Makes the digests by which sealed values are found (HMAC-SHA256).
    Optional<String> indexKeySet();

    /// A file with it, in place of its text.
    Optional<String> indexKeySetFile();
}
