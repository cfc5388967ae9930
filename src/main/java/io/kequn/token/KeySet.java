package io.kequn.token;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/// Keys as RFC 7517 writes them.
public record KeySet(
        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        List<Map<String, Object>> keys) {
    public KeySet {
        keys = List.copyOf(keys);
    }

    static KeySet of(List<JsonWebKey> published) {
        return new KeySet(published.stream()
                .map(key -> key.toParams(OutputControlLevel.PUBLIC_ONLY))
                .toList());
    }
}
