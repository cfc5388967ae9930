package io.kequn.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The layer sets that rules can ask about, and where their members are stored: one row for each customer and set.
///
/// @param source the rows of members, of kinds by the set's number
/// @param layer SQL of the number of the row's layer
/// @param sets the sets by their keys, with their present layers
/// @param earlier all sets with all layers that they have ever had, which only rules from before may still name
public record LayerSets(GroupedSource source, String layer, Map<String, LayerSet> sets, Map<String, LayerSet> earlier) {
    private static final int NOT_YET = 0;

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
        earlier = Map.copyOf(earlier);
    }

    public LayerSets(GroupedSource source, String layer, Map<String, LayerSet> sets) {
        this(source, layer, sets, Map.of());
    }

    /// To read a rule that was stored when there were other layers.
    LayerSets withEarlier() {
        var all = new HashMap<>(sets);
        all.putAll(earlier);
        return new LayerSets(source, layer, all, earlier);
    }

    /// To read rules of layer sets that will be made together, before they are: the layers by their sets. A set
    /// that is there already will have these layers.
    LayerSets withPlanned(Map<String, Set<String>> planned) {
        var all = new HashMap<>(sets);
        planned.forEach((set, layers) -> all.put(set, new LayerSet(NOT_YET, numbers(layers))));
        return new LayerSets(source, layer, all, earlier);
    }

    private static Map<String, Integer> numbers(Set<String> layers) {
        var numbers = new HashMap<String, Integer>();
        layers.forEach(key -> numbers.put(key, NOT_YET));
        return numbers;
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
