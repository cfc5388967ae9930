package io.kequn.shop;

import java.util.Locale;

/// Whether a shop has a feature. One that is asked for is not there yet.
public enum FeatureState {
    DISABLED,
    REQUESTED,
    ENABLED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FeatureState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
