package io.kequn.customer;

import java.util.Locale;

/// What a customer is asked to agree to.
public enum ConsentPurpose {
    MARKETING,
    SERVICE,
    ANALYTICS,
    PROFILING,
    ADVERTISING;

    /// As it is stored and as rules write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
