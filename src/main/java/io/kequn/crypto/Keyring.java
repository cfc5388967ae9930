package io.kequn.crypto;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The keys of this process.
@Singleton
class Keyring {
    private final EncryptionSettings settings;

    Keyring(EncryptionSettings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    Sealer sealer() {
        return Sealer.of(ConfiguredKeys.data(settings.keySet(), settings.keySetFile()));
    }

    @Produces
    @Singleton
    BlindIndex index() {
        return BlindIndex.of(ConfiguredKeys.index(settings.indexKeySet(), settings.indexKeySetFile()));
    }
}
