package io.kequn.layer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// A row of `layer`: a layer of the published version, or, without a place, of an earlier one.
@Entity
@Table(name = "layer")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class LayerEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, updatable = false)
    int shopId;

    @Column(nullable = false, updatable = false)
    int layerSetId;

    @Column(nullable = false, updatable = false)
    String key;

    @Column(nullable = false)
    String name;

    @Nullable
    Integer place;

    @Nullable
    String rule;
}
