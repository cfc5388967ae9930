package io.kequn.segment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A row of `layer_set_version`: layers that are published, were, or wait to be. Once published it never changes.
@Entity
@Table(name = "layer_set_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class LayerSetVersionEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    int layerSetId;

    @Column(nullable = false, updatable = false)
    int number;

    @Column(nullable = false)
    String layers;

    int languageVersion;

    @Nullable
    String author;

    @Nullable
    String note;

    @Column(nullable = false, updatable = false)
    OffsetDateTime createdAt;

    @Nullable
    OffsetDateTime publishedAt;
}
