package io.kequn.segment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/// A row of `layer_set`.
@Entity
@Table(name = "layer_set")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class LayerSetEntity {
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

    // Where the set stands is no edit.
    @Column(nullable = false)
    @OptimisticLock(excluded = true)
    String status;

    @Nullable
    Integer liveVersion;

    boolean readsTime;

    @Nullable
    @OptimisticLock(excluded = true)
    UUID buildId;

    @Version
    int version = 1;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Column(nullable = false)
    OffsetDateTime updatedAt;

    @Nullable
    OffsetDateTime archivedAt;
}
