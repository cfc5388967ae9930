package io.kequn.platform.keys;

import io.kequn.crypto.Place;
import io.kequn.crypto.Sealer;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values sealed anew by the present key, where they are not sealed by it already.
public final class Resealed {
    private Resealed() {}

    /// One column of bytes.
    public static Optional<List<@Nullable Object>> bytes(Sealer sealer, byte @Nullable [] sealed, Place place) {
        if (sealed == null || sealer.isPresent(sealed)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.<@Nullable Object>asList(Buffer.buffer(anew(sealer, sealed, place))));
    }

    /// One column of base64.
    public static Optional<List<@Nullable Object>> text(Sealer sealer, @Nullable String sealed, Place place) {
        return sealed == null ? Optional.empty() : texts(sealer, new @Nullable String[] {sealed}, place);
    }

    /// Several columns of base64 at one place.
    public static Optional<List<@Nullable Object>> texts(Sealer sealer, @Nullable String[] sealed, Place place) {
        var anew = new @Nullable Object[sealed.length];
        boolean any = false;
        for (int i = 0; i < sealed.length; i++) {
            var bytes = sealed[i] == null ? null : Base64.getMimeDecoder().decode(sealed[i]);
            any |= bytes != null && !sealer.isPresent(bytes);
            anew[i] = bytes == null ? null : Base64.getEncoder().encodeToString(anew(sealer, bytes, place));
        }
        return any ? Optional.of(Arrays.asList(anew)) : Optional.empty();
    }

    private static byte[] anew(Sealer sealer, byte[] sealed, Place place) {
        return sealer.seal(sealer.open(sealed, place), place);
    }
}
