package io.kequn.token;

import io.kequn.crypto.Place;
import io.kequn.crypto.Sealer;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// The keys in the database, which belong to no shop. Of several replicas one makes a new key, and all read it.
@Singleton
class TokenKeyStore {
    private static final String READ =
            "select *, clock_timestamp() now from token_key order by created_at, id limit 1000";
    private static final String NOW = "select clock_timestamp() now";
    private static final String LOCK = "select pg_advisory_xact_lock(75319)";
    private static final String MAKE = """
        insert into token_key (id, public_key, private_key)
        select $1, $2, $3 where $5 or not exists (
          select from token_key where created_at > clock_timestamp() - cast($4 as bigint) * interval '1 millisecond')\
        """;

    /// A key has signed nothing that still holds once the one after it has signed for so long.
    private static final String FORGET = """
        delete from token_key k where exists (
          select from token_key later where later.created_at > k.created_at
            and later.created_at < clock_timestamp() - cast($1 as bigint) * interval '1 millisecond')\
        """;
    private static final Duration SLACK = Duration.ofHours(1);

    private final Connections connections;
    private final Sealer sealer;
    private final TokenSettings settings;

    TokenKeyStore(Connections connections, Sealer sealer, TokenSettings settings) {
        this.connections = connections;
        this.sealer = sealer;
        this.settings = settings;
    }

    Uni<TokenKeys.Ring> read() {
        long read = System.nanoTime();
        return connections
                .query(NOW)
                .chain(now -> connections
                        .query(READ)
                        .map(rows -> new TokenKeys.Ring(
                                Sql.list(rows, TokenKey::of),
                                now.iterator().next().getOffsetDateTime("now").toInstant(),
                                read)));
    }

    /// Makes a key, `anyway` or unless another replica has just done so, and forgets what is not needed any more.
    Uni<Void> make(boolean anyway) {
        return connections.inTransaction(connection -> Sql.query(connection, LOCK, Sql.tuple())
                .chain(locked -> insert(connection, generated(), anyway))
                .chain(made -> Sql.query(connection, FORGET, Sql.tuple(kept().toMillis())))
                .replaceWithVoid());
    }

    private Duration kept() {
        return settings.ahead().plus(CustomerTokenService.MOST).plus(SLACK);
    }

    private static Place place(String key) {
        return new Place("token_key.private", 0, key);
    }

    /// Fails with an `IllegalStateException` where the key that it was sealed with is no longer at hand.
    PrivateKey open(TokenKey key) {
        try {
            var text = sealer.openText(key.sealed().getBytes(), place(key.id()));
            return PublicJsonWebKey.Factory.newPublicJwk(text).getPrivateKey();
        } catch (JoseException e) {
            throw new IllegalStateException("A key that signs cannot be read", e);
        }
    }

    private Uni<?> insert(SqlConnection connection, EllipticCurveJsonWebKey key, boolean anyway) {
        var secret = sealer.seal(key.toJson(OutputControlLevel.INCLUDE_PRIVATE), place(key.getKeyId()));
        var values = Sql.tuple(
                key.getKeyId(),
                key.toJson(OutputControlLevel.PUBLIC_ONLY),
                Buffer.buffer(secret),
                settings.rotation().toMillis(),
                anyway);
        return Sql.query(connection, MAKE, values);
    }

    private static EllipticCurveJsonWebKey generated() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm(TokenSigner.ALGORITHM);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
