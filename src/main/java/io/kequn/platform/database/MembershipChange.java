package io.kequn.platform.database;

import java.util.UUID;

/// What a write changed on a customer beyond the written fact itself: `kind` is `segment`, or `tag` for one that a
/// rule gives, `key` names it, `operation` is `entered` or `left`.
public record MembershipChange(UUID customerId, String kind, String key, String operation) {}
