package io.kequn.customer;

import io.kequn.platform.access.Shop;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `attribute`. Only `AttributeService` sets its columns.
@Entity
@Table(name = "attribute")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class AttributeEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    String key;

    @Column(nullable = false)
    String name;

    @Nullable
    String description;

    @Column(nullable = false, updatable = false)
    String type;

    String @Nullable [] allowedValues;

    @Column(nullable = false, updatable = false)
    boolean personal;

    /// Hides it from everyone until the job that deletes it has ended.
    boolean deleting;

    @Version
    int version = 1;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Column(nullable = false)
    OffsetDateTime updatedAt;

    static AttributeEntity of(Shop shop, String key, AttributeType type) {
        var entity = new AttributeEntity();
        entity.shopId = shop.id();
        entity.key = key;
        entity.type = type.text();
        entity.createdAt = now();
        entity.updatedAt = entity.createdAt;
        return entity;
    }

    /// When a definition was edited is for people to read; nothing is decided by it.
    static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    Attribute view() {
        return new Attribute(
                key,
                name,
                description,
                AttributeType.of(type),
                allowedValues == null ? null : List.of(allowedValues),
                personal,
                createdAt.toInstant(),
                updatedAt.toInstant(),
                version);
    }
}
