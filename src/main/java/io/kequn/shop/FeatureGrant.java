package io.kequn.shop;

/// What the platform can decide about a feature of a shop; only the shop asks for one.
public enum FeatureGrant {
    DISABLED,
    ENABLED;

    FeatureState state() {
        return switch (this) {
            case DISABLED -> FeatureState.DISABLED;
            case ENABLED -> FeatureState.ENABLED;
        };
    }
}
