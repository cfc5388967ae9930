package io.kequn.rulebook;

import io.kequn.customer.AttributeDefinitions;
import io.kequn.event.EventDeclarations;
import io.kequn.event.EventProperty;
import io.kequn.level.LevelVocabulary;
import io.kequn.rule.Attribute;
import io.kequn.rule.OpenProperties.PropertyType;
import io.kequn.rule.Planned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What rules can read once a file is carried out. The file has not been checked yet.
final class PlannedBook {
    private PlannedBook() {}

    static Planned of(RuleBook book) {
        return new Planned(
                each(book.attributes())
                        .flatMap(attribute -> AttributeDefinitions.planned(attribute.key(), attribute.spec()))
                        .toList(),
                levels(book),
                events(book),
                segments(book),
                layerSets(book));
    }

    private static Map<String, Map<String, PropertyType>> events(RuleBook book) {
        var events = new HashMap<String, Map<String, PropertyType>>();
        each(book.eventDefinitions()).forEach(event -> {
            List<EventProperty> properties = event.properties();
            if (properties != null) {
                events.put(event.name(), EventDeclarations.planned(event.name(), properties));
            }
        });
        return events;
    }

    /// A shop's first program is its standard one, so that a file whose only one does not say may mean that.
    private static List<Attribute> levels(RuleBook book) {
        boolean only = each(book.levelPrograms()).count() == 1;
        return each(book.levelPrograms())
                .filter(program -> !program.waits())
                .flatMap(program -> LevelVocabulary.planned(
                        String.valueOf(program.key()),
                        Objects.requireNonNullElse(program.standard(), only),
                        program.keys()))
                .toList();
    }

    private static Set<String> segments(RuleBook book) {
        return each(book.segments())
                .filter(segment -> !segment.waits())
                .flatMap(segment -> Stream.ofNullable(segment.key()))
                .collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> layerSets(RuleBook book) {
        var sets = new HashMap<String, Set<String>>();
        each(book.layerSets())
                .filter(set -> !set.waits())
                .forEach(set -> sets.put(String.valueOf(set.key()), set.keys().collect(Collectors.toSet())));
        return sets;
    }

    private static <D> Stream<D> each(@Nullable List<D> definitions) {
        return definitions == null ? Stream.of() : definitions.stream();
    }
}
