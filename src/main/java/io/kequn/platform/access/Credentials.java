package io.kequn.platform.access;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds who owns a key. The feature that owns the keys implements it, so that the edge needs to know no table.
public interface Credentials {
    /// The credential that this key opens now; empty where there is none, or it is revoked or expired. Asks the
    /// database anew: a revoked key opens nothing from the next request on.
    Uni<Optional<Credential>> find(String key);

    /// The shop with this key as it is now, for tokens that name it; empty where there is none.
    Uni<Optional<Tenant>> tenant(String shop);

    record Credential(
            String principal,
            Tenant tenant,
            Set<Scope> scopes,
            @Nullable Instant expiresAt) {
        public Credential {
            scopes = Set.copyOf(scopes);
        }

        public Shop shop() {
            return tenant.shop();
        }

        /// The caller that it makes in one request.
        public Caller caller(Locale locale, @Nullable String idempotencyKey, String requestId) {
            var holder = Holder.key(tenant, expiresAt);
            return new Caller(principal, shop(), scopes, false, locale, idempotencyKey, requestId, holder);
        }
    }
}
