package io.kequn.rule;

/// Where a customer is, in degrees.
public record FactPlace(double latitude, double longitude) {}
