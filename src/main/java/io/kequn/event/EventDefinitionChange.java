package io.kequn.event;

/// What a write has made of a definition; `created` is whether it was new.
public record EventDefinitionChange(EventDefinition definition, boolean created) {}
