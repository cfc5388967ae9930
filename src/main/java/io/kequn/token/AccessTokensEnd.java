package io.kequn.token;

import java.time.Instant;
import java.util.UUID;

/// All tokens of the customer that were made before are void.
public record AccessTokensEnd(UUID customerId, Instant endedAt) {}
