package io.kequn.platform.http;

import static io.kequn.platform.problem.ErrorCode.CREDENTIAL_INVALID;

import io.kequn.platform.access.TokenIssuer;
import io.kequn.platform.problem.Text;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/// Gives signed tokens to those who check them, by the issuer that each names. Nothing is believed before that.
@Singleton
class Tokens {
    private static final JwtConsumer READER = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setSkipSignatureVerification()
            .setDisableRequireSignature()
            .build();

    private final List<TokenIssuer> issuers;

    Tokens(@All List<TokenIssuer> issuers) {
        this.issuers = List.copyOf(issuers);
    }

    Uni<TokenIssuer.Known> check(String token, @Nullable String shop) {
        return issuer(token)
                .flatMap(name ->
                        issuers.stream().filter(issuer -> issuer.issues(name)).findFirst())
                .map(issuer -> issuer.check(token, shop))
                .orElseGet(() -> Uni.createFrom()
                        .failure(CREDENTIAL_INVALID.because(
                                "The token is of no issuer whose tokens are taken here.", "令牌的签发者不受本服务信任。")));
    }

    /// Names of what can be sent, for those who have sent nothing.
    List<Text> names() {
        return issuers.stream().flatMap(issuer -> issuer.name().stream()).toList();
    }

    private static Optional<String> issuer(String token) {
        try {
            return Optional.ofNullable(READER.processToClaims(token).getIssuer());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
