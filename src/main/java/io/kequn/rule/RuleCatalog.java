package io.kequn.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that rules of a shop can say, as data to publish, with names for people in one language: whoever builds a
/// rule's form or completes its text needs nothing else.
///
/// @param conditions what is asked by words of the language alone, such as `IN SEGMENT`
/// @param operands what stands before an operator, with the operators that it takes
/// @param operators the operators, by their names in JSON
/// @param periods the words after `IN`, such as `this_week`
/// @param days words that stand for a day or an instant, such as `today`
/// @param units the units of a duration, such as `d`
public record RuleCatalog(
        List<CatalogAttribute> attributes,
        List<CatalogFunction> functions,
        List<CatalogWord> conditions,
        List<CatalogOperand> operands,
        List<CatalogOperator> operators,
        List<CatalogWord> periods,
        List<CatalogWord> days,
        List<CatalogUnit> units,
        CatalogLimits limits) {
    public RuleCatalog {
        attributes = List.copyOf(attributes);
        functions = List.copyOf(functions);
        conditions = List.copyOf(conditions);
        operands = List.copyOf(operands);
        operators = List.copyOf(operators);
        periods = List.copyOf(periods);
        days = List.copyOf(days);
        units = List.copyOf(units);
    }

    /// What people read of one entry: `attribute.city`, `operator.gte` …
    public interface Words {
        /// What the entry is called; `otherwise` where nobody has named it.
        String name(String entry, String otherwise);

        @Nullable
        String description(String entry);

        /// A rule that shows its use.
        @Nullable
        String example(String entry);
    }

    /// An attribute.
    ///
    /// @param type what it is to operators: one of `operands`
    /// @param values the only values there are; empty if any
    /// @param suggestsValues whether the catalogue tells which values customers have
    /// @param hasBeen whether `HAS BEEN` may ask since when it has its value
    /// @param anniversary whether `anniversary(…)` takes it
    /// @param olderNames names from other systems that are read for it
    public record CatalogAttribute(
            String key,
            String name,
            @Nullable String description,
            @Nullable String example,
            String type,
            List<String> values,
            boolean suggestsValues,
            boolean neverMissing,
            boolean hasBeen,
            boolean anniversary,
            List<String> olderNames) {
        public CatalogAttribute {
            values = List.copyOf(values);
            olderNames = List.copyOf(olderNames);
        }
    }

    /// A function over orders, events and the like.
    ///
    /// @param parameters what each of these is asked
    /// @param aggregates what they are asked together
    /// @param open whether any other name is a property of the event
    public record CatalogFunction(
            String key,
            String name,
            @Nullable String description,
            @Nullable String example,
            List<CatalogParameter> parameters,
            List<CatalogParameter> aggregates,
            boolean open) {
        public CatalogFunction {
            parameters = List.copyOf(parameters);
            aggregates = List.copyOf(aggregates);
        }
    }

    /// A parameter of a function.
    ///
    /// @param type what it is to operators: one of `operands`
    /// @param valueType what its values are: `string`, `integer`, `money` …
    public record CatalogParameter(String key, String name, String type, String valueType, boolean suggestsValues) {}

    /// A word of the language.
    public record CatalogWord(
            String key,
            String name,
            @Nullable String description,
            @Nullable String example) {}

    public record CatalogOperand(String key, String name, List<String> operators) {
        public CatalogOperand {
            operators = List.copyOf(operators);
        }
    }

    /// An operator.
    ///
    /// @param text how it is written in text
    /// @param takes `none`, `one`, `two` or `many` values
    /// @param complementOf the operator whose complement this one is; null if it is a positive one
    public record CatalogOperator(
            String key,
            String name,
            @Nullable String example,
            String text,
            String takes,
            @Nullable String complementOf) {}

    /// A unit of time.
    ///
    /// @param key the letter after the amount
    /// @param exactHours how long it is where a length counts and not the calendar
    /// @param most the largest amount
    public record CatalogUnit(String key, String name, int exactHours, int most) {}

    /// How large a rule may be.
    ///
    /// @param characters of its text
    /// @param words of its text: names, values, operators, brackets and commas
    /// @param depth of brackets, and of `NOT`
    /// @param parameters of one function
    /// @param values of one list
    /// @param regexCharacters of one regular expression
    /// @param anniversaryDays of the range in which an anniversary may fall
    public record CatalogLimits(
            int characters,
            int words,
            int depth,
            int conditions,
            int parameters,
            int values,
            int regexCharacters,
            int anniversaryDays) {}
}
