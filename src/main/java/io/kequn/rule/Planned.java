package io.kequn.rule;

import io.kequn.rule.OpenProperties.PropertyType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Definitions that will be made together with the rules that read them, so that those can be checked before.
///
/// @param attributes new ones; those that are there already stay as they are
/// @param levels of levels that will be live, in place of those that are
/// @param events what will be declared of the properties of events, by the names of the events
/// @param segments keys of segments that will be live
/// @param layerSets the keys of the layers of sets that will be live, by the sets' keys
public record Planned(
        List<Attribute> attributes,
        List<Attribute> levels,
        Map<String, Map<String, PropertyType>> events,
        Set<String> segments,
        Map<String, Set<String>> layerSets) {
    public Planned {
        attributes = List.copyOf(attributes);
        levels = List.copyOf(levels);
        events = Map.copyOf(events);
        segments = Set.copyOf(segments);
        layerSets = Map.copyOf(layerSets);
    }
}
