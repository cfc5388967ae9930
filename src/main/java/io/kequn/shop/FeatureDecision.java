package io.kequn.shop;

/// What the platform decides on a feature of a shop: `enabled` or `disabled`.
public record FeatureDecision(FeatureGrant state) {}
