package io.kequn.token;

import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;

import io.kequn.platform.access.Credentials;
import io.kequn.platform.access.Holder;
import io.kequn.platform.access.Tenant;
import io.kequn.platform.access.TokenIssuer;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Knows customers by their tokens. A token holds as long as its time has not come by the database's clock, its
/// customer is there and not merged into another, nobody has ended it, and its shop is active. It gives no scope: what
/// reads in a customer's name is that customer's by its address.
@Singleton
class CustomerTokens implements TokenIssuer {
    /// This machine's clock may be off; the database decides.
    private static final int SKEW_SECONDS = 300;

    private final TokenSettings settings;
    private final TokenKeys keys;
    private final TokenStore store;
    private final Credentials shops;

    CustomerTokens(TokenSettings settings, TokenKeys keys, TokenStore store, Credentials shops) {
        this.settings = settings;
        this.keys = keys;
        this.store = store;
        this.shops = shops;
    }

    @Override
    public boolean issues(String name) {
        return settings.issuer().equals(name);
    }

    @Override
    public Optional<Text> name() {
        return Optional.of(new Text("a customer token", "客户令牌"));
    }

    @Override
    public Uni<Known> check(String token, @Nullable String shop) {
        return keys.checking(keyId(token).orElse(null))
                .map(published -> checked(token, published))
                .chain(this::known);
    }

    /// What a token says, once its signature holds.
    private record Said(UUID customer, String shop, int generation, Instant expires) {}

    private Uni<Known> known(Said said) {
        return shops.tenant(said.shop)
                .map(found -> found.orElseThrow(CustomerTokens::invalid))
                .chain(tenant ->
                        store.standing(tenant.shop(), said.customer).map(standing -> known(said, tenant, standing)));
    }

    private static Known known(Said said, Tenant tenant, Optional<TokenStore.Standing> found) {
        var standing = found.orElseThrow(CustomerTokens::invalid);
        if (standing.generation() != said.generation) {
            throw invalid();
        }
        if (!standing.now().isBefore(said.expires)) {
            throw CREDENTIAL_INVALID.because("The token has expired; get a new one.", "令牌已过期，请重新获取。");
        }
        var holder = Holder.customer(tenant, said.customer, said.expires);
        return new Known("customer:" + said.customer, tenant, Set.of(), holder);
    }

    private Said checked(String token, List<JsonWebKey> published) {
        var consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(published))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, TokenSigner.ALGORITHM)
                .setExpectedIssuer(true, settings.issuer())
                .setExpectedAudience(true, TokenSigner.AUDIENCE)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
        try {
            return said(consumer.processToClaims(token));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static Said said(JwtClaims claims) throws MalformedClaimException {
        var generation = claims.getClaimValue(TokenSigner.GENERATION, Number.class);
        return new Said(
                UUID.fromString(claims.getSubject()),
                String.valueOf(claims.getStringClaimValue(TokenSigner.SHOP)),
                generation == null ? -1 : generation.intValue(),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private static Optional<String> keyId(String token) {
        try {
            return Optional.ofNullable(
                    ((JsonWebSignature) JsonWebSignature.fromCompactSerialization(token)).getKeyIdHeaderValue());
        } catch (JoseException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static Refusal invalid() {
        return CREDENTIAL_INVALID.because(
                "The customer token does not hold, or was ended; get a new one.", "客户令牌无效或已作废，请重新获取。");
    }
}
