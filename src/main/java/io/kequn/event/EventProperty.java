package io.kequn.event;

/// The declared type of one property of an event.
public record EventProperty(String name, EventPropertyType type) {}
