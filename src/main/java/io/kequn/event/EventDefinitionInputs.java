package io.kequn.event;

import io.kequn.platform.problem.Inputs;
import io.kequn.rule.OpenProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks what is to be declared of events.
final class EventDefinitionInputs {
    private static final int MOST = 50;
    private static final int LONGEST_DESCRIPTION = 1000;
    /// What rules call the event itself, and how many there are.
    private static final Set<String> TAKEN = Set.of("name", "date", "count");

    private EventDefinitionInputs() {}

    /// A checked definition; `types` are those that the shop adds to what is standard.
    record Wanted(String name, @Nullable String description, Map<String, EventPropertyType> types) {}

    /// Notes what is wrong.
    static Wanted read(Inputs inputs, String name, EventDefinitionSpec spec) {
        var checked = EventInputs.name(inputs, name);
        var description = inputs.optionalText("/description", spec.description(), LONGEST_DESCRIPTION);
        var types = types(inputs, checked, Objects.requireNonNullElse(spec.properties(), List.of()));
        return new Wanted(checked, description == null || description.isEmpty() ? null : description, types);
    }

    private static Map<String, EventPropertyType> types(Inputs inputs, String event, List<EventProperty> given) {
        var types = new TreeMap<String, EventPropertyType>();
        inputs.require(given.size() <= MOST, "/properties", "At most " + MOST + " properties.", "最多 " + MOST + " 个属性。");
        var standard = StandardEvent.declared().getOrDefault(event, Map.of());
        for (int i = 0; i < given.size() && i < MOST; i++) {
            var pointer = "/properties/" + i;
            var property = given.get(i);
            var known = standard.get(property.name());
            if (known == null) {
                name(inputs, pointer + "/name", property.name());
                var before = types.put(property.name(), property.type());
                inputs.require(before == null, pointer + "/name", "Is declared twice.", "重复声明。");
            } else {
                inputs.require(
                        known == property.type(),
                        pointer + "/type",
                        "Is `" + known.text() + "` for this standard event.",
                        "标准事件的该属性类型为 `" + known.text() + "`。");
            }
        }
        return types;
    }

    private static void name(Inputs inputs, String pointer, String name) {
        inputs.require(
                OpenProperties.isName(name) && !TAKEN.contains(name),
                pointer,
                "Must be 1 to 63 letters, digits or `_`, beginning with a letter, and no word of the rule language; nor"
                        + " `name`, `date` or `count`.",
                "须为 1 至 63 个字母、数字或 `_`，以字母开头，且不能是规则语言的关键字或 `name`、`date`、`count`。");
    }
}
