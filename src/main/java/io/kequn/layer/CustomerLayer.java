package io.kequn.layer;

import java.time.Instant;

/// The layer of a set that a customer is in, and since when.
public record CustomerLayer(String set, String setName, String layer, String name, Instant since) {}
