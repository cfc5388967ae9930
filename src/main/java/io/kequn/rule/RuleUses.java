package io.kequn.rule;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a rule depends on.
///
/// @param facts names of the facts whose change may change the rule's verdict, such as `customer.city` or `order`
/// @param readsTime whether the passing of time alone may change the verdict
/// @param readsZone whether the shop's time zone matters
/// @param tags keys of the tags that it names
/// @param anyTag whether it asks for tags without naming them
/// @param customAttributes keys of the custom attributes that it names, without `custom.`
/// @param properties properties that it names of the kinds of events that it names
/// @param numbers those of them that it calculates with, whatever they are declared to be
/// @param segments keys of the segments that it names; the rule reads what is stored of them, so they come first
/// @param layerSets keys of the layer sets that it names, which come first as well
public record RuleUses(
        Set<String> facts,
        boolean readsTime,
        boolean readsZone,
        Set<String> tags,
        boolean anyTag,
        Set<String> customAttributes,
        Set<Property> properties,
        Set<Property> numbers,
        Set<String> segments,
        Set<String> layerSets) {
    /// A property of the events of one kind.
    public record Property(String kind, String name) {}

    public RuleUses {
        facts = Set.copyOf(facts);
        tags = Set.copyOf(tags);
        customAttributes = Set.copyOf(customAttributes);
        properties = Set.copyOf(properties);
        numbers = Set.copyOf(numbers);
        segments = Set.copyOf(segments);
        layerSets = Set.copyOf(layerSets);
    }

    static RuleUses of(Rule rule, Vocabulary vocabulary) {
        return of(List.of(rule), vocabulary);
    }

    /// What the rules depend on together.
    static RuleUses of(List<Rule> rules, Vocabulary vocabulary) {
        Collector uses = new Collector(vocabulary);
        rules.forEach(rule -> Measures.conditions(rule).forEach(uses::add));
        return new RuleUses(
                uses.facts,
                uses.time,
                uses.zone,
                uses.tags,
                uses.anyTag,
                uses.custom,
                uses.properties,
                uses.numbers,
                uses.segments,
                uses.layerSets);
    }

    private static final class Collector {
        private static final String CUSTOM = "custom.";

        private final Vocabulary vocabulary;
        private final Set<String> facts = new LinkedHashSet<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Set<String> custom = new LinkedHashSet<>();
        private final Set<Property> properties = new LinkedHashSet<>();
        private final Set<Property> numbers = new LinkedHashSet<>();
        private final Set<String> segments = new LinkedHashSet<>();
        private final Set<String> layerSets = new LinkedHashSet<>();
        private boolean anyTag;
        private boolean time;
        private boolean zone;

        Collector(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        void add(Rule.Leaf leaf) {
            switch (leaf) {
                case Rule.Everyone everyone -> {}
                case Rule.Condition condition -> condition(condition);
                case Rule.HasBeen hasBeen -> {
                    attribute(hasBeen.attribute());
                    values(List.of(hasBeen.value()));
                    time = true;
                }
                case Rule.Anniversary anniversary -> {
                    Attribute attribute = attribute(anniversary.attribute());
                    values(anniversary.values());
                    zone |= attribute.type() == ValueType.INSTANT;
                }
                case Rule.Matches matches -> {
                    facts.addAll(facts(vocabulary.functionOf(matches), matches));
                    properties(vocabulary.functionOf(matches), matches);
                    matches.parameters().forEach(parameter -> values(parameter.values()));
                }
                case Rule.InSegment segment -> {
                    facts.add(vocabulary.segments().source().fact() + ":" + segment.segment());
                    segments.add(segment.segment());
                }
                case Rule.InLayer layer -> {
                    facts.add(vocabulary.layers().source().fact() + ":" + layer.set());
                    layerSets.add(layer.set());
                }
                case Rule.Within within ->
                    facts.add(vocabulary.attributeOf(Attribute.LOCATION).fact());
                case Rule.Bucket bucket -> {}
            }
        }

        /// The kinds of rows that it reads, or the whole source.
        private static Collection<String> facts(RuleFunction function, Rule.Matches matches) {
            String source = function.source().fact();
            Set<String> kinds = function.kindsOf(matches.parameters());
            return kinds.isEmpty()
                    ? List.of(source)
                    : kinds.stream().map(kind -> source + ":" + kind).toList();
        }

        private void properties(RuleFunction function, Rule.Matches matches) {
            Set<String> kinds = function.kindsOf(matches.parameters());
            for (Rule.Parameter parameter : matches.parameters()) {
                function.property(parameter.name(), kinds)
                        .ifPresent(name -> kinds.forEach(kind -> properties.add(new Property(kind, name))));
                function.number(parameter.name(), kinds)
                        .ifPresent(name -> kinds.forEach(kind -> numbers.add(new Property(kind, name))));
            }
        }

        private void condition(Rule.Condition condition) {
            Attribute attribute = attribute(condition.attribute());
            tags.addAll(attribute.namesTags() ? texts(condition.values()) : List.of());
            anyTag |= attribute.namesTags() && condition.values().isEmpty();
            values(condition.values());
            boolean age = attribute.storage() instanceof Attribute.Storage.AgeSince
                    && condition.operator().positive() != Operator.IS_NULL;
            time |= age;
            zone |= age;
        }

        @CanIgnoreReturnValue
        private Attribute attribute(String key) {
            Attribute attribute = vocabulary.attributeOf(key);
            facts.add(attribute.fact());
            String layers = vocabulary.layers().source().fact() + ":";
            if (attribute.fact().startsWith(layers)) {
                layerSets.add(attribute.fact().substring(layers.length()));
            }
            if (key.startsWith(CUSTOM)) {
                custom.add(key.substring(CUSTOM.length()));
            }
            return attribute;
        }

        private void values(List<Value> values) {
            time |= values.stream().anyMatch(Value::isMoving);
            zone |= values.stream().anyMatch(Value::isLocal);
        }
    }

    private static Collection<String> texts(List<Value> values) {
        return values.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .toList();
    }
}
