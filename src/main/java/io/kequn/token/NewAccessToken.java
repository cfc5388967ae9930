package io.kequn.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A token to be made.
public record NewAccessToken(
        @Schema(examples = "PT30M", description = "How long it holds, from a minute to 24 hours; an hour unless said")
        @Nullable
        String ttl) {}
