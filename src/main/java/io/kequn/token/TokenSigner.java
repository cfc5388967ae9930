package io.kequn.token;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs customer tokens.
@Singleton
class TokenSigner {
    static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    static final String AUDIENCE = "kequn";
    static final String SHOP = "shop";
    static final String GENERATION = "gen";

    /// What a customer token is for.
    private static final String SCOPE = "me";

    private final TokenKeys keys;
    private final TokenSettings settings;

    TokenSigner(TokenKeys keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    Uni<AccessToken> sign(Shop shop, UUID customer, TokenStore.Standing standing, Duration ttl) {
        return keys.signing().map(key -> signed(key, shop, customer, standing, ttl));
    }

    private AccessToken signed(
            TokenKeys.Signing key, Shop shop, UUID customer, TokenStore.Standing standing, Duration ttl) {
        var now = standing.now().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(ttl).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JwtClaims();
        claims.setIssuer(settings.issuer());
        claims.setAudience(AUDIENCE);
        claims.setSubject(customer.toString());
        claims.setStringClaim(SHOP, shop.key());
        claims.setStringClaim("scope", SCOPE);
        claims.setClaim(GENERATION, standing.generation());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
        claims.setGeneratedJwtId();
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(ALGORITHM);
            signature.setKeyIdHeaderValue(key.id());
            signature.setKey(key.key());
            signature.setPayload(claims.toJson());
            var id = String.valueOf(claims.getClaimValue("jti"));
            return new AccessToken(signature.getCompactSerialization(), "Bearer", customer, expires, id);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
