package io.kequn.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// Seals values, authenticated with their place, by the primary key of the key set for data; opens what any of its keys
/// has sealed.
public final class Sealer {
    /// Tink's sign of a key's id, and the id.
    private static final int PREFIX = 5;

    private final Aead aead;
    private final int primary;

    private Sealer(Aead aead, int primary) {
        this.aead = aead;
        this.primary = primary;
    }

    /// Refuses with [UnusableKeys] what is no key set for data.
    public static Sealer of(KeySet keys) {
        KeysetHandle handle = keys.handle(KeySet.Purpose.DATA);
        try {
            return new Sealer(
                    handle.getPrimitive(KeySet.CONFIGURATION, Aead.class),
                    handle.getPrimary().getId());
        } catch (GeneralSecurityException e) {
            throw keys.unusable(KeySet.Purpose.DATA);
        }
    }

    public byte[] seal(String text, Place place) {
        return seal(text.getBytes(StandardCharsets.UTF_8), place);
    }

    public byte[] seal(byte[] plain, Place place) {
        try {
            return aead.encrypt(plain, place.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value of " + place.field() + " cannot be sealed", e);
        }
    }

    public String openText(byte[] sealed, Place place) {
        return new String(open(sealed, place), StandardCharsets.UTF_8);
    }

    /// Fails where the value was sealed for another place, changed since, or sealed by a key that is not at hand.
    public byte[] open(byte[] sealed, Place place) {
        try {
            return aead.decrypt(sealed, place.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A sealed value of " + place.field() + " in shop " + place.shop() + " cannot be opened", e);
        }
    }

    /// The id of the key that seals.
    public int primary() {
        return primary;
    }

    /// Whether the primary key has sealed it.
    public boolean isPresent(byte[] sealed) {
        return sealed.length > PREFIX
                && ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt() == primary;
    }
}
