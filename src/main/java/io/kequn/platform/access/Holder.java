package io.kequn.platform.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who holds the credential, beside what it may do. `roles` and `shops` are a person's; `customer` is whom a customer
/// token speaks for, and null for everybody else.
/// `documents` says which GraphQL documents the shop has run for this kind of caller.
public record Holder(
        Kind kind,
        List<String> roles,
        List<String> shops,
        @Nullable Instant expiresAt,
        @Nullable UUID customer,
        Set<Feature> disabled,
        DocumentMode documents) {
    /// The service itself, in the background.
    public static final Holder SYSTEM = of(Kind.SYSTEM, Set.of(), DocumentMode.PREFER, null);

    public static final Holder PLATFORM = of(Kind.PLATFORM, Set.of(), DocumentMode.PREFER, null);

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

    public static Holder key(Tenant tenant, @Nullable Instant expiresAt) {
        return of(Kind.API_KEY, tenant.disabled(), tenant.documents().mode(), expiresAt);
    }

    public static Holder customer(Tenant tenant, UUID customer, Instant expiresAt) {
        return new Holder(
                Kind.CUSTOMER,
                List.of(),
                List.of(),
                expiresAt,
                customer,
                tenant.disabled(),
                tenant.documents().customerMode());
    }

    /// `tenant` is empty for a person of several shops who has not chosen one.
    public static Holder person(List<String> roles, List<String> shops, Optional<Tenant> tenant, Instant expiresAt) {
        return new Holder(
                Kind.PERSON,
                roles,
                shops,
                expiresAt,
                null,
                tenant.map(Tenant::disabled).orElse(Set.of()),
                tenant.map(Tenant::documents).orElse(DocumentPolicy.DEFAULT).mode());
    }

    private static Holder of(Kind kind, Set<Feature> disabled, DocumentMode documents, @Nullable Instant expiresAt) {
        return new Holder(kind, List.of(), List.of(), expiresAt, null, disabled, documents);
    }
}
