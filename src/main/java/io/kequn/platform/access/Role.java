package io.kequn.platform.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What people may do, in the same scopes as API keys. A new scope is an administrator's, an operator's unless it is
/// listed here, and a viewer's if it reads.
public enum Role {
    ADMIN(scope -> true),
    OPERATOR(scope -> !Scopes.OF_ADMINISTRATORS.contains(scope)),
    VIEWER(scope -> scope.text().endsWith(":read") && !Scopes.OF_ADMINISTRATORS.contains(scope));

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable one
    private final Set<Scope> scopes;

    Role(Predicate<Scope> has) {
        this.scopes = Arrays.stream(Scope.values()).filter(has).collect(Collectors.toUnmodifiableSet());
    }

    public Set<Scope> scopes() {
        return scopes;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What lets others in, or lets data out.
    private static final class Scopes {
        static final Set<Scope> OF_ADMINISTRATORS = Set.of(
                Scope.AUDIT_READ,
                Scope.CUSTOMER_TOKENS_WRITE,
                Scope.EXPORTS_WRITE,
                Scope.PRIVACY_READ,
                Scope.PRIVACY_WRITE,
                Scope.SHOP_WRITE,
                Scope.API_KEYS_READ,
                Scope.API_KEYS_WRITE,
                Scope.WEBHOOKS_WRITE,
                Scope.DOCUMENTS_WRITE);
    }
}
