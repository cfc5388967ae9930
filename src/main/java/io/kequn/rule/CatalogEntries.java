package io.kequn.rule;

import io.kequn.rule.RuleCatalog.CatalogAttribute;
import io.kequn.rule.RuleCatalog.CatalogFunction;
import io.kequn.rule.RuleCatalog.CatalogLimits;
import io.kequn.rule.RuleCatalog.CatalogOperand;
import io.kequn.rule.RuleCatalog.CatalogOperator;
import io.kequn.rule.RuleCatalog.CatalogParameter;
import io.kequn.rule.RuleCatalog.CatalogUnit;
import io.kequn.rule.RuleCatalog.CatalogWord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes the catalogue of a vocabulary.
record CatalogEntries(Vocabulary vocabulary, RuleCatalog.Words words) {
    /// What the grammar has beside attributes and functions.
    private static final List<String> CONDITIONS =
            List.of("everyone", "segment", "layer", "within", "bucket", "anniversary", "has_been");

    private static final List<String> DAYS = List.of("today", "yesterday", "now");

    RuleCatalog all() {
        return new RuleCatalog(
                attributes(),
                vocabulary.functions().stream().map(this::function).toList(),
                CONDITIONS.stream().map(key -> word("condition", key)).toList(),
                Arrays.stream(Operand.values()).map(this::operand).toList(),
                Arrays.stream(Operator.values()).map(this::operator).toList(),
                Arrays.stream(CalendarPeriod.values())
                        .map(period -> word("period", period.word()))
                        .toList(),
                DAYS.stream().map(key -> word("day", key)).toList(),
                Arrays.stream(TimeUnit.values()).map(this::unit).toList(),
                new CatalogLimits(
                        Limits.CHARACTERS,
                        Limits.TOKENS,
                        Limits.DEPTH,
                        Limits.CONDITIONS,
                        Limits.PARAMETERS,
                        Limits.VALUES,
                        Limits.REGEX,
                        Limits.ANNIVERSARY_DAYS));
    }

    private List<CatalogAttribute> attributes() {
        Map<String, List<String>> older = new TreeMap<>();
        vocabulary
                .aliases()
                .forEach(alias -> older.merge(alias.attribute(), List.of(alias.spelling()), CatalogEntries::both));
        return vocabulary.attributes().stream()
                .map(attribute -> attribute(attribute, older.getOrDefault(attribute.key(), List.of())))
                .toList();
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private CatalogAttribute attribute(Attribute attribute, List<String> olderNames) {
        String entry = "attribute." + attribute.key();
        return new CatalogAttribute(
                attribute.key(),
                words.name(entry, attribute.key()),
                words.description(entry),
                words.example(entry),
                attribute.operand().word(),
                attribute.values(),
                ValueCounts.tells(attribute),
                attribute.neverMissing(),
                attribute.since() != null,
                attribute.hasAnniversary(),
                olderNames);
    }

    private CatalogFunction function(RuleFunction function) {
        String entry = "function." + function.name();
        return new CatalogFunction(
                function.name(),
                words.name(entry, function.name()),
                words.description(entry),
                words.example(entry),
                Stream.concat(function.parameters().stream(), function.declaredProperties(function.kindsOf(List.of())))
                        .map(row -> parameter(function, row))
                        .toList(),
                function.aggregates().stream()
                        .map(named -> aggregate(function, named))
                        .toList(),
                function.properties() != null);
    }

    private CatalogParameter parameter(RuleFunction function, RowParameter row) {
        return new CatalogParameter(
                row.name(),
                name(function, row.name()),
                row.operand().word(),
                Names.lower(row.type()),
                ValueCounts.tells(row));
    }

    private CatalogParameter aggregate(RuleFunction function, RuleFunction.NamedAggregate named) {
        String kind = words.name("aggregation." + Names.lower(named.aggregate().aggregation()), named.name() + " %s");
        RowParameter of = named.aggregate().of();
        return new CatalogParameter(
                named.name(),
                kind.formatted(of == null ? "" : name(function, of.name())).strip(),
                Operand.AGGREGATE.word(),
                Names.lower(named.aggregate().type()),
                false);
    }

    /// A parameter may mean something else in one function than in the others.
    private String name(RuleFunction function, String parameter) {
        return words.name(
                "parameter." + function.name() + "." + parameter, words.name("parameter." + parameter, parameter));
    }

    private CatalogWord word(String kind, String key) {
        String entry = kind + "." + key;
        return new CatalogWord(key, words.name(entry, key), words.description(entry), words.example(entry));
    }

    private CatalogOperand operand(Operand operand) {
        return new CatalogOperand(
                operand.word(),
                words.name("operand." + operand.word(), operand.word()),
                operand.operators().stream().map(Operator::json).toList());
    }

    private CatalogOperator operator(Operator operator) {
        String entry = "operator." + operator.json();
        return new CatalogOperator(
                operator.json(),
                words.name(entry, operator.json()),
                words.example(entry),
                operator.text(),
                Names.lower(operator.shape()),
                operator.isNegative() ? operator.positive().json() : null);
    }

    private CatalogUnit unit(TimeUnit unit) {
        String word = Names.lower(unit);
        return new CatalogUnit(
                String.valueOf(unit.letter()), words.name("unit." + word, word), unit.exactHours(), unit.most());
    }
}
