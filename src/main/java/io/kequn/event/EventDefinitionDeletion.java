package io.kequn.event;

/// Nothing is declared of these events any more.
public record EventDefinitionDeletion(String deletedEventDefinitionName) {}
