package io.kequn.layer;

import io.kequn.publication.PublishedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `layer_set`.
@Entity
@Table(name = "layer_set")
class LayerSetEntity extends PublishedEntity {}
