package io.kequn.platform.oidc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// What stands where in tokens.
final class TokenClaims {
    private static final int MOST = 200;

    private TokenClaims() {}

    /// The key that the token says it is signed with; nothing is believed of it.
    static Optional<String> keyId(String token) {
        try {
            return Optional.ofNullable(
                    ((JsonWebSignature) JsonWebSignature.fromCompactSerialization(token)).getKeyIdHeaderValue());
        } catch (JoseException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /// The texts of a claim, which is a list, or one text with blanks between them; none where it is something else.
    static List<String> texts(JwtClaims claims, String path) {
        @Nullable Object value = claims.getClaimsMap();
        for (String name : path.split("/", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        var texts = switch (value) {
            case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
            case String text -> Arrays.stream(text.strip().split("\\s+"));
            case null -> java.util.stream.Stream.<String>empty();
            case Object other -> java.util.stream.Stream.<String>empty();
        };
        return texts.filter(text -> !text.isEmpty()).distinct().limit(MOST).toList();
    }
}
