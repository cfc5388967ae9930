package io.kequn.shop;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A key to be made. It never gets a scope that its maker lacks.
public record NewApiKey(
        @Schema(examples = "Storefront backend") String name,

        @Schema(examples = "[\"customers:read\", \"orders:write\"]")
        List<String> scopes,

        @Nullable Instant expiresAt) {
    public NewApiKey {
        scopes = List.copyOf(scopes);
    }
}
