package io.kequn.platform.value;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Tells whether the same content was sent before: the first 16 bytes of the SHA-256 of its parts.
public final class Fingerprint {
    private final byte[] bytes;

    private Fingerprint(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// Every part is written with its length, so that no two lists of parts read alike.
    public static Fingerprint of(@Nullable Object... parts) {
        var text = new StringBuilder(256);
        for (var part : parts) {
            String word = part == null ? "" : part.toString();
            text.append(part == null ? -1 : word.length()).append(':').append(word);
        }
        return new Fingerprint(Arrays.copyOf(Sha256.of(text.toString()), 16));
    }

    /// As the database keeps it.
    public static Fingerprint stored(byte[] bytes) {
        return new Fingerprint(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
