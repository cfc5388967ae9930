package io.kequn.rule;

import java.util.Map;

/// The layer sets that rules can ask about, and where their members are stored: one row for each customer and set.
///
/// @param source the rows of members, of kinds by the set's number
/// @param layer SQL of the number of the row's layer
/// @param sets the sets by their keys
public record LayerSets(GroupedSource source, String layer, Map<String, LayerSet> sets) {
    /// A layer set.
    ///
    /// @param id its number
    /// @param layers the numbers of its layers by their keys
    public record LayerSet(int id, Map<String, Integer> layers) {
        public LayerSet {
            layers = Map.copyOf(layers);
        }
    }

    public LayerSets {
        sets = Map.copyOf(sets);
    }

    /// No layer sets.
    static LayerSets none() {
        return new LayerSets(GroupedSource.of("layer", "layer_member"), "layer_id", Map.of());
    }

    /// The set that a checked rule names.
    LayerSet set(String key) {
        return Vocabulary.known(sets.get(key), key);
    }

    /// The number of the layer that a checked rule names.
    int layerId(Rule.InLayer rule) {
        return Vocabulary.known(set(rule.set()).layers().get(rule.layer()), rule.layer());
    }
}
