package io.kequn.token;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/// A key that signs tokens, with its private half sealed.
record TokenKey(String id, JsonWebKey published, Buffer sealed, Instant createdAt) {
    static TokenKey of(Row row) {
        try {
            return new TokenKey(
                    row.getString("id"),
                    JsonWebKey.Factory.newJwk(row.getString("public_key")),
                    row.getBuffer("private_key"),
                    row.getOffsetDateTime("created_at").toInstant());
        } catch (JoseException e) {
            throw new IllegalStateException("A published key cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "TokenKey[" + id + "]";
    }
}
