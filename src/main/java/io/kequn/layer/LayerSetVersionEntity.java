package io.kequn.layer;

import io.kequn.publication.VersionEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `layer_set_version`: the layers of a set.
@Entity
@Table(name = "layer_set_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class LayerSetVersionEntity extends VersionEntity {
    @Column(nullable = false, updatable = false)
    int layerSetId;

    /// As [LayerNotation] writes them.
    @Column(nullable = false)
    String layers;
}
