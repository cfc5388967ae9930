package io.kequn.shop;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ApiKeyEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Integer id;

    String publicId;
    int shopId;
    String name;
    byte[] hash;

    @Column(columnDefinition = "text[]")
    String[] scopes;

    // The database's own default would need a read back, which Hibernate Reactive does not do beside an identity.
    @CurrentTimestamp(event = EventType.INSERT, source = SourceType.VM)
    Instant createdAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant revokedAt;

    // The edge writes it, at most once a minute.
    @Nullable
    @Column(insertable = false, updatable = false)
    Instant lastUsedAt;

    static ApiKeyEntity of(Shop shop, NewApiKey request, KeyMaterial material) {
        var key = new ApiKeyEntity();
        key.publicId = material.publicId();
        key.shopId = shop.id();
        key.name = new Inputs().name("/name", request.name());
        key.hash = KeyMaterial.hash(material.text());
        key.scopes = request.scopes().stream().distinct().sorted().toArray(String[]::new);
        key.expiresAt = request.expiresAt();
        return key;
    }

    /// Keeps the instant of the first revocation.
    void revoke() {
        if (revokedAt == null) {
            revokedAt = Instant.now();
        }
    }
}
