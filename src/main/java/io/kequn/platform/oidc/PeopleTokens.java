package io.kequn.platform.oidc;

import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;

import io.kequn.platform.access.Credentials;
import io.kequn.platform.access.Holder;
import io.kequn.platform.access.Role;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Tenant;
import io.kequn.platform.access.TokenIssuer;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/// People by the tokens of the configured provider. Who they are, what they may do and for which shops, the provider
/// says; the shop is looked up anew for each request.
@Startup
@Singleton
class PeopleTokens implements TokenIssuer {
    /// Only what is signed with a key that others can have: a published key must not serve as a shared secret.
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA384,
        AlgorithmIdentifiers.RSA_USING_SHA512,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
        AlgorithmIdentifiers.EDDSA
    };

    /// It becomes a name in the change log.
    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}\\s][^\\p{Cntrl}]{0,254}");

    private final OidcSettings settings;
    private final Credentials shops;
    private final String issuer;
    private final String audience;
    private final Provider provider;

    PeopleTokens(OidcSettings settings, Credentials shops, Vertx vertx) {
        this.settings = settings;
        this.shops = shops;
        this.issuer = settings.issuer().map(OidcChecks::address).orElse("");
        this.audience = settings.audience().orElse("");
        if (!issuer.isEmpty() && audience.isBlank()) {
            throw new ConfigurationException("kequn.oidc.issuer needs kequn.oidc.audience as well.");
        }
        this.provider = new Provider(vertx, settings, issuer, settings.jwks().map(OidcChecks::address));
    }

    @Override
    public boolean issues(String name) {
        return !issuer.isEmpty() && issuer.equals(name);
    }

    @Override
    public Optional<Text> name() {
        return issuer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Text(
                        "a token of the OpenID Connect provider `" + issuer + "`",
                        "OpenID Connect 提供方 `" + issuer + "` 的令牌"));
    }

    @Override
    public Uni<Known> check(String token, @Nullable String shop) {
        return Uni.createFrom()
                .item(() -> TokenClaims.keyId(token))
                .chain(id -> provider.keys(id.orElse(null)))
                .map(keys -> checked(token, keys))
                .chain(claims -> known(claims, shop));
    }

    private JwtClaims checked(String token, List<JsonWebKey> keys) {
        try {
            var claims = consumer(keys).processToClaims(token);
            if (!SUBJECT.matcher(claims.getSubject()).matches()) {
                throw invalid();
            }
            return claims;
        } catch (MalformedClaimException e) {
            throw invalid();
        } catch (InvalidJwtException e) {
            throw e.hasErrorCode(ErrorCodes.EXPIRED)
                    ? CREDENTIAL_INVALID.because("The token has expired; get a new one.", "令牌已过期，请重新获取。")
                    : invalid();
        }
    }

    private JwtConsumer consumer(List<JsonWebKey> keys) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) settings.skew().toSeconds())
                .build();
    }

    private Uni<Known> known(JwtClaims claims, @Nullable String chosen) {
        var allowed = TokenClaims.texts(claims, settings.shopsClaim());
        if (chosen != null && !allowed.contains(chosen)) {
            throw SCOPE_MISSING.because(
                    "The token does not let you work for the shop in `Kequn-Shop`.", "该令牌无权访问 `Kequn-Shop` 指定的店铺。");
        }
        String shop = chosen == null && allowed.size() == 1 ? allowed.getFirst() : chosen;
        return shop == null
                ? Uni.createFrom().item(() -> person(claims, allowed, Optional.empty()))
                : shops.tenant(shop).map(found -> person(claims, allowed, found));
    }

    private Known person(JwtClaims claims, List<String> allowed, Optional<Tenant> tenant) {
        var roles = roles(TokenClaims.texts(claims, settings.rolesClaim()));
        Set<Scope> scopes = tenant.isEmpty()
                ? Set.of()
                : roles.stream().flatMap(role -> role.scopes().stream()).collect(Collectors.toUnmodifiableSet());
        try {
            var expires = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
            var holder = Holder.person(roles.stream().map(Role::text).toList(), allowed, tenant, expires);
            return new Known("oidc:" + claims.getSubject(), tenant.orElse(null), scopes, holder);
        } catch (MalformedClaimException e) {
            throw invalid();
        }
    }

    private List<Role> roles(List<String> named) {
        return List.of(Role.values()).stream()
                .filter(role -> names(role).stream().anyMatch(named::contains))
                .toList();
    }

    private List<String> names(Role role) {
        return switch (role) {
            case ADMIN -> settings.adminRoles();
            case OPERATOR -> settings.operatorRoles();
            case VIEWER -> settings.viewerRoles();
        };
    }

    private static Refusal invalid() {
        return CREDENTIAL_INVALID.because(
                "The token is not valid here: its signature, issuer, audience or times do not hold.",
                "令牌在此无效：签名、签发者、受众或时间不符。");
    }
}
