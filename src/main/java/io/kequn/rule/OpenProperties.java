package io.kequn.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Properties of events that rules may ask for by any name. The schema has the functions `property_text`,
/// `property_number`, `property_truth`, `property_date`, `property_instant`, `property_array` and
/// `property_present` over `jsonb`, each null where the value is no such thing.
///
/// @param json trusted SQL of the `jsonb` object over the source's row
/// @param declared types of properties by the kind of event; what is not in it is read as the rule's values say
public record OpenProperties(String json, Map<String, Map<String, PropertyType>> declared) {
    /// What a property was declared to hold.
    public record PropertyType(ValueType type, boolean set) {
        public static PropertyType of(ValueType type) {
            return new PropertyType(type, false);
        }

        public static PropertyType setOfTexts() {
            return new PropertyType(ValueType.STRING, true);
        }
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    /// Words by which the text notation would not know a name.
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "is", "null", "between", "in", "contains", "matches", "true", "false");

    public OpenProperties {
        declared = Map.copyOf(declared);
    }

    /// The same, but for what is declared of these kinds.
    OpenProperties withDeclared(Map<String, Map<String, PropertyType>> others) {
        var all = new HashMap<>(declared);
        all.putAll(others);
        return new OpenProperties(json, all);
    }

    /// Whether an event's property of this name can be asked for in rules.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    /// A property for which all of the kinds declare one type.
    Optional<RowParameter> declared(String name, Set<String> kinds) {
        Set<@Nullable PropertyType> types = new HashSet<>();
        kinds.forEach(kind -> types.add(declared.getOrDefault(kind, Map.of()).get(name)));
        return types.size() == 1
                ? types.stream().filter(Objects::nonNull).findFirst().map(type -> declared(name, type))
                : Optional.empty();
    }

    /// Those that the kinds declare, in the order of their names.
    Stream<RowParameter> all(Set<String> kinds) {
        return kinds.stream()
                .flatMap(kind -> declared.getOrDefault(kind, Map.of()).keySet().stream())
                .distinct()
                .sorted()
                .flatMap(name -> declared(name, kinds).stream());
    }

    private RowParameter declared(String name, PropertyType type) {
        return new RowParameter(name, type.type(), json, true, type.set(), RowParameter.Access.DECLARED);
    }

    Optional<RowParameter> free(String name) {
        return isName(name)
                ? Optional.of(new RowParameter(name, ValueType.STRING, json, true, false, RowParameter.Access.FREE))
                : Optional.empty();
    }

    /// `sum_price` and its like, of any property: values that are no numbers are ignored.
    Optional<AggregateParameter> aggregate(String name) {
        return Aggregation.ofName(name).flatMap(aggregation -> {
            String property = name.substring(aggregation.prefix().length());
            return isName(property) ? Optional.of(aggregate(aggregation, property)) : Optional.empty();
        });
    }

    private AggregateParameter aggregate(Aggregation aggregation, String property) {
        return new AggregateParameter(
                aggregation, new RowParameter(property, ValueType.NUMBER, json, true, false, RowParameter.Access.FREE));
    }
}
