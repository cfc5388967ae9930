package io.kequn.rule;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/// An event as the judge of rules knows it.
///
/// @param properties texts, `BigDecimal`, truth values, nulls, lists and objects
public record FactEvent(UUID id, String name, Instant occurredAt, JsonObject properties) {}
