package io.kequn.platform.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who holds the credential, beside what it may do. `roles` and `shops` are a person's; `customer` is whom a customer
/// token speaks for, and null for everybody else.
public record Holder(
        Kind kind,
        List<String> roles,
        List<String> shops,
        @Nullable Instant expiresAt,
        @Nullable UUID customer,
        Set<Feature> disabled) {
    /// The service itself, in the background.
    public static final Holder SYSTEM = of(Kind.SYSTEM, Set.of(), null);

    public static final Holder PLATFORM = of(Kind.PLATFORM, Set.of(), null);

    public enum Kind {
        PLATFORM,
        API_KEY,
        PERSON,
        CUSTOMER,
        SYSTEM
    }

    public Holder {
        roles = List.copyOf(roles);
        shops = List.copyOf(shops);
        disabled = Set.copyOf(disabled);
    }

    public static Holder key(Set<Feature> disabled, @Nullable Instant expiresAt) {
        return of(Kind.API_KEY, disabled, expiresAt);
    }

    private static Holder of(Kind kind, Set<Feature> disabled, @Nullable Instant expiresAt) {
        return new Holder(kind, List.of(), List.of(), expiresAt, null, disabled);
    }
}
