package io.kequn.privacy;

import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who was erased anew, or why nobody.
public record ErasureReplayPayload(@Nullable ErasureReplay replay, List<UserError> userErrors) {}
