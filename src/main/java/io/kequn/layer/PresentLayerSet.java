package io.kequn.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A layer set that a shop has, inside the definition transaction that has locked it, for who compares many
/// definitions with what there is.
public final class PresentLayerSet {
    private final LayerSetEntity set;
    private final List<LayerSetVersionEntity> open;

    /// @param open its live version and its draft
    PresentLayerSet(LayerSetEntity set, List<LayerSetVersionEntity> open) {
        this.set = set;
        this.open = List.copyOf(open);
    }

    LayerSetEntity row() {
        return set;
    }

    public String key() {
        return set.key;
    }

    public String name() {
        return set.name;
    }

    public @Nullable String description() {
        return set.description;
    }

    /// Whether customers may see of themselves that they are in its layers.
    public boolean isPublic() {
        return set.shown;
    }

    public boolean isArchived() {
        return set.archivedAt != null;
    }

    /// Whether these layers are live, or for a draft, saved.
    public boolean has(List<LayerRule> layers, boolean draft) {
        var text = LayerNotation.write(layers);
        return open.stream()
                .filter(version -> draft || set.isLive(version))
                .anyMatch(version -> version.layers.equals(text));
    }
}
