package io.kequn.pack;

/// A starter pack, named in the caller's language.
public record PackSummary(String key, String name, String description) {}
