package io.kequn.publication;

/// Whose rule reads a definition. `live`: writers evaluate it; otherwise a draft reads it, or the rule of
/// something archived.
public record Dependent(DefinitionKind kind, String key, String name, boolean live) {}
