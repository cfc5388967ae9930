package io.kequn.rule;

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
    private static final String CUSTOM = "custom.";

    public RuleUses {
        facts = Set.copyOf(facts);
        tags = Set.copyOf(tags);
        customAttributes = Set.copyOf(customAttributes);
    }

    static RuleUses of(Rule rule, Vocabulary vocabulary) {
        Set<String> facts = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        Set<String> custom = new LinkedHashSet<>();
        boolean time = false;
        boolean zone = false;
        for (Rule leaf : Measures.conditions(rule)) {
            if (leaf instanceof Rule.Condition condition) {
                Attribute attribute = vocabulary.attributeOf(condition);
                facts.add(attribute.fact());
                tags.addAll(attribute.namesTags() ? texts(condition.values()) : List.of());
                custom.addAll(customKey(condition.attribute()));
                boolean age = attribute.storage() instanceof Attribute.Storage.AgeSince
                        && condition.operator().positive() != Operator.IS_NULL;
                time |= age || condition.values().stream().anyMatch(RuleUses::isMoving);
                zone |= age || condition.values().stream().anyMatch(v -> isLocal(v));
            }
            if (leaf instanceof Rule.Matches matches) {
                facts.add(vocabulary.functionOf(matches).source().fact());
                List<Value> values = matches.parameters().stream()
                        .flatMap(p -> p.values().stream())
                        .toList();
                time |= values.stream().anyMatch(RuleUses::isMoving);
                zone |= values.stream().anyMatch(RuleUses::isLocal);
            }
        }
        return new RuleUses(facts, time, zone, tags, custom);
    }

    private static Collection<String> customKey(String attribute) {
        return attribute.startsWith(CUSTOM) ? List.of(attribute.substring(CUSTOM.length())) : List.of();
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
