package io.kequn.platform.graphql;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/// The GraphQL documents that a shop trusts. The feature that owns them implements it, so that the route needs to know
/// no table.
public interface TrustedDocuments {
    /// The text under this id; also under `sha256:` and its digest. Empty where the shop has none.
    Uni<Optional<String>> byId(Shop shop, String id);

    /// The text with this SHA-256, in lower-case hex; empty where the shop has none.
    Uni<Optional<String>> byDigest(Shop shop, String sha256);
}
