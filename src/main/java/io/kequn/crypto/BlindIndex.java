package io.kequn.crypto;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;

/// Keyed digests of values (HMAC-SHA256), by which equal ones are found without being readable. One value has another
/// digest in each shop and field, and begins with the id of the key that made it.
public final class BlindIndex {
    private static final int KEY_ID = 4;
    private static final int DIGEST = 16;

    private final Map<Integer, Prf> keys;
    private final int primary;

    private BlindIndex(Map<Integer, Prf> keys, int primary) {
        this.keys = Map.copyOf(keys);
        this.primary = primary;
    }

    /// Refuses with [UnusableKeys] what is no key set for the index.
    public static BlindIndex of(KeySet keys) {
        try {
            var set = keys.handle(KeySet.Purpose.INDEX).getPrimitive(KeySet.CONFIGURATION, PrfSet.class);
            return new BlindIndex(set.getPrfs(), set.getPrimaryId());
        } catch (GeneralSecurityException e) {
            throw keys.unusable(KeySet.Purpose.INDEX);
        }
    }

    /// What is stored beside the sealed value.
    ///
    /// @param field a name of ours, without `|`
    /// @param value in the one form in which values of the field are stored
    public byte[] of(String field, int shop, String value) {
        return digest(primary, field, shop, value);
    }

    /// All that may be stored for the value, as long as not everything is stored under the primary key.
    public List<byte[]> all(String field, int shop, String value) {
        return keys.keySet().stream().map(id -> digest(id, field, shop, value)).toList();
    }

    /// The id of the key that new digests are made with.
    public int primary() {
        return primary;
    }

    /// Whether the primary key has made it.
    public boolean isPresent(byte[] digest) {
        return digest.length > KEY_ID && ByteBuffer.wrap(digest).getInt() == primary;
    }

    private byte[] digest(Integer id, String field, int shop, String value) {
        var prf = keys.get(id);
        if (prf == null) {
            throw new IllegalStateException("no key " + id);
        }
        var input = (field + "|" + shop + "|" + value).getBytes(StandardCharsets.UTF_8);
        try {
            return ByteBuffer.allocate(KEY_ID + DIGEST)
                    .putInt(id)
                    .put(prf.compute(input, DIGEST))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value of " + field + " cannot be indexed", e);
        }
    }
}
