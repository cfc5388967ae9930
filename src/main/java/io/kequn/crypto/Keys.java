package io.kequn.crypto;

import jakarta.inject.Singleton;

/// What seals values, and what makes the digests by which they are found.
@Singleton
public final class Keys {
    private final Sealer sealer;
    private final BlindIndex index;

    public Keys(Sealer sealer, BlindIndex index) {
        this.sealer = sealer;
        this.index = index;
    }

    public Sealer sealer() {
        return sealer;
    }

    public BlindIndex index() {
        return index;
    }
}
