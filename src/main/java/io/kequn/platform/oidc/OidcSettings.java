package io.kequn.platform.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whose tokens of people are taken, and what stands where in them.
@ConfigMapping(prefix = "kequn.oidc")
interface OidcSettings {
    /// The provider's issuer, such as `https://login.example.com/realms/shop`; without one there are no people.
    Optional<String> issuer();

    /// What its tokens are made out to; needed with an issuer, since others' tokens come from there, too.
    Optional<String> audience();

    /// Where its keys are, if it does not say so at `/.well-known/openid-configuration`.
    Optional<String> jwks();

    /// The claim with the roles; `/` leads into objects, as in `realm_access/roles`.
    @WithDefault("roles")
    String rolesClaim();

    /// The claim with the keys of the shops that the person works for.
    @WithDefault("shops")
    String shopsClaim();

    /// What the provider calls administrators.
    @WithDefault("admin")
    List<String> adminRoles();

    /// The same for operators.
    @WithDefault("operator")
    List<String> operatorRoles();

    /// The same for viewers.
    @WithDefault("viewer")
    List<String> viewerRoles();

    /// How far the provider's clock may be off.
    @WithDefault("30S")
    Duration skew();

    /// How long keys count as fresh.
    @WithDefault("10M")
    Duration fresh();

    /// How long they are used while the provider cannot be reached.
    @WithDefault("6H")
    Duration patience();

    /// How soon it is asked again, at the earliest, for a key that is not known, or after it has not answered.
    @WithDefault("5S")
    Duration pause();

    /// How long one question to the provider may take.
    @WithDefault("5S")
    Duration timeout();
}
