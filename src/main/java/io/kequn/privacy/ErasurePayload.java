package io.kequn.privacy;

import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the wish to erase, or why not.
public record ErasurePayload(@Nullable Erasure erasure, List<UserError> userErrors) {}
