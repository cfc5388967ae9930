package io.kequn.platform.database;

import io.kequn.crypto.Keys;
import io.kequn.crypto.Place;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// What the table `idempotency` holds of inputs and answers. Both are text: the sealed answer in base64.
@Singleton
public class SealedAnswers {
    private static final String FIELD = "idempotency.answer";
    private static final String INPUT = "idempotency.input";

    private final Keys keys;

    SealedAnswers(Keys keys) {
        this.keys = keys;
    }

    String seal(Tuple address, String answer) {
        return Base64.getEncoder().encodeToString(keys.sealer().seal(answer, place(address)));
    }

    String open(Tuple address, String sealed) {
        return keys.sealer().openText(Base64.getMimeDecoder().decode(sealed), place(address));
    }

    /// Of the digest of an input.
    String fingerprint(int shop, String digest) {
        return HexFormat.of().formatHex(keys.index().of(INPUT, shop, digest));
    }

    /// All that may be stored for the same input.
    List<String> fingerprints(int shop, String digest) {
        return keys.index().all(INPUT, shop, digest).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    private static Place place(Tuple address) {
        return place(address.getInteger(0), address.getString(1), address.getString(2), address.getString(3));
    }

    /// Where the answer to a command stands: its row's primary key.
    public static Place place(int shop, String principal, String route, String key) {
        return new Place(FIELD, shop, principal + "|" + route + "|" + key);
    }
}
