package io.kequn.layer;

import java.util.List;

/// A layer set as a file of rules wants it, checked.
///
/// @param pointer its place in the file
/// @param layers empty where something is wrong with them
/// @param isDraft whether the layers are only saved
public record WantedLayerSet(
        String pointer, String key, LayerSetSpec spec, List<LayerRule> layers, boolean readsTime, boolean isDraft) {
    public WantedLayerSet {
        layers = List.copyOf(layers);
    }
}
