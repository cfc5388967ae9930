package io.kequn.layer;

import io.kequn.platform.value.Patch;
import io.kequn.publication.PublishedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A row of `layer_set`.
@Entity
@Table(name = "layer_set")
class LayerSetEntity extends PublishedEntity {
    @Column(name = "public")
    boolean shown;

    /// Takes from the patch whether customers may know of their layers; answers whether that is new.
    boolean show(Patch<LayerSetSpec> patch) {
        boolean before = shown;
        shown = Boolean.TRUE.equals(patch.or("public", patch.values().isPublic(), before));
        return shown != before;
    }
}
