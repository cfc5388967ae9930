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
/// @param customAttributes keys of the custom attributes that it names, without `custom.`
public record RuleUses(
        Set<String> facts, boolean readsTime, boolean readsZone, Set<String> tags, Set<String> customAttributes) {
    public RuleUses {
        facts = Set.copyOf(facts);
        tags = Set.copyOf(tags);
        customAttributes = Set.copyOf(customAttributes);
    }

    static RuleUses of(Rule rule, Vocabulary vocabulary) {
        Collector uses = new Collector(vocabulary);
        Measures.conditions(rule).forEach(uses::add);
        return new RuleUses(uses.facts, uses.time, uses.zone, uses.tags, uses.custom);
    }

    private static final class Collector {
        private static final String CUSTOM = "custom.";

        private final Vocabulary vocabulary;
        private final Set<String> facts = new LinkedHashSet<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Set<String> custom = new LinkedHashSet<>();
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
                    facts.add(vocabulary.functionOf(matches).source().fact());
                    matches.parameters().forEach(parameter -> values(parameter.values()));
                }
                case Rule.Bucket bucket -> {}
            }
        }

        private void condition(Rule.Condition condition) {
            Attribute attribute = attribute(condition.attribute());
            tags.addAll(attribute.namesTags() ? texts(condition.values()) : List.of());
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
            if (key.startsWith(CUSTOM)) {
                custom.add(key.substring(CUSTOM.length()));
            }
            return attribute;
        }

        private void values(List<Value> values) {
            time |= values.stream().anyMatch(RuleUses::isMoving);
            zone |= values.stream().anyMatch(RuleUses::isLocal);
        }
    }

    private static Collection<String> texts(List<Value> values) {
        return values.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .toList();
    }

    /// Whether the value means something else as time passes.
    static boolean isMoving(Value value) {
        return switch (value) {
            case Value.RelativeDay day -> true;
            case Value.RelativeHours hours -> true;
            case Value.Duration duration -> true;
            case Value.Period period -> true;
            case Value.Text text -> false;
            case Value.Decimal decimal -> false;
            case Value.Money money -> false;
            case Value.Truth truth -> false;
            case Value.Day day -> false;
            case Value.LocalMoment moment -> false;
            case Value.Moment moment -> false;
        };
    }

    private static boolean isLocal(Value value) {
        return switch (value) {
            case Value.RelativeDay day -> true;
            case Value.Duration duration -> duration.unit() != TimeUnit.HOUR;
            case Value.Period period -> true;
            case Value.Day day -> true;
            case Value.LocalMoment moment -> true;
            case Value.RelativeHours hours -> false;
            case Value.Text text -> false;
            case Value.Decimal decimal -> false;
            case Value.Money money -> false;
            case Value.Truth truth -> false;
            case Value.Moment moment -> false;
        };
    }
}
