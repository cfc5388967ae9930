package io.kequn.platform.access;

import io.kequn.platform.problem.Text;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the signed tokens of one issuer.
public interface TokenIssuer {
    /// Whether tokens that say they come from there are checked here.
    boolean issues(String issuer);

    /// What is to be sent for one, such as "a customer token"; empty while none is taken.
    Optional<Text> name();

    /// Who holds the token. `shop` is the key of the shop that a person has chosen, if any. Fails with
    /// `credential_invalid` unless all of it holds now.
    Uni<Known> check(String token, @Nullable String shop);

    /// Who somebody is. `tenant` is null for a person of several shops who has not chosen one.
    record Known(String principal, @Nullable Tenant tenant, Set<Scope> scopes, Holder holder) {
        public Known {
            scopes = Set.copyOf(scopes);
        }
    }
}
