package io.kequn.customer;

/// What a write has made of an attribute; `created` is whether it was new.
public record AttributeChange(Attribute attribute, boolean created) {}
