package io.kequn.webhook;

import io.kequn.crypto.Keys;
import io.kequn.crypto.Place;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.UUID;

/// The secrets of webhooks as the database has them: sealed, in base64. The present and the previous one
/// stand at the same place, so that a rotation moves them as they are.
@Singleton
class SealedSecrets {
    private static final String FIELD = "webhook.secret";

    private final Keys keys;

    SealedSecrets(Keys keys) {
        this.keys = keys;
    }

    String seal(int shop, UUID webhook, String secret) {
        return Base64.getEncoder().encodeToString(keys.sealer().seal(secret, place(shop, webhook)));
    }

    String open(int shop, UUID webhook, String sealed) {
        return keys.sealer().openText(Base64.getMimeDecoder().decode(sealed), place(shop, webhook));
    }

    static Place place(int shop, UUID webhook) {
        return new Place(FIELD, shop, webhook.toString());
    }
}
