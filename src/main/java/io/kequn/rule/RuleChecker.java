package io.kequn.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gives a draft its meaning in a vocabulary, and collects every problem on the way.
final class RuleChecker {
    /// Shopify's spelling of custom attributes.
    private static final Pattern METAFIELD = Pattern.compile("metafields\\.[a-z0-9_-]+\\.([a-z][a-z0-9_]*)");

    private final Vocabulary vocabulary;
    private final List<RuleProblem> problems = new ArrayList<>();
    private final TestChecker tests;
    private int conditions;

    private RuleChecker(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.tests = new TestChecker(new ValueReader(vocabulary.currencyDigits()), problems);
    }

    /// Throws `InvalidRule` with all problems of names, types and values.
    static Rule check(Draft draft, Vocabulary vocabulary, Place start) {
        RuleChecker checker = new RuleChecker(vocabulary);
        Rule rule = checker.rule(draft);
        if (rule == null) {
            List<RuleProblem> found = checker.problems;
            throw new InvalidRule(found.subList(0, Math.min(found.size(), Limits.PROBLEMS)));
        }
        Measures.check(rule, start);
        return rule;
    }

    private @Nullable Rule rule(Draft draft) {
        return switch (draft) {
            case Draft.Everyone everyone -> new Rule.Everyone();
            case Draft.Group group -> group(group.all(), group.drafts());
            case Draft.Not not -> not(rule(not.draft()));
            case Draft.Condition condition -> condition(condition);
            case Draft.Matches matches -> matches(matches);
        };
    }

    private static @Nullable Rule not(@Nullable Rule rule) {
        return rule == null ? null : new Rule.Not(rule);
    }

    private @Nullable Rule group(boolean all, List<Draft> drafts) {
        List<Rule> rules = new ArrayList<>();
        for (Draft draft : drafts) {
            Rule rule = rule(draft);
            if (rule != null) {
                rules.add(rule);
            }
        }
        if (rules.size() < drafts.size()) {
            return null;
        }
        return all ? new Rule.All(rules) : new Rule.Any(rules);
    }

    private @Nullable Rule condition(Draft.Condition draft) {
        count(draft.name());
        Alias alias = alias(draft.name().text());
        String key = alias == null ? draft.name().text() : alias.attribute();
        Attribute attribute = vocabulary.attribute(key);
        if (attribute == null) {
            problems.add(unknownAttribute(draft.name()));
            return null;
        }
        boolean asSet = alias != null && alias.asSet();
        Operator written = draft.test().operator();
        Operator operator =
                asSet ? Alias.asScalar(written, draft.test().values().size()) : written;
        List<Value> values = tests.values(draft.test(), operator, attribute.operators(), target(attribute, alias));
        return values == null ? null : new Rule.Condition(key, operator, values);
    }

    private static ValueReader.Target target(Attribute attribute, @Nullable Alias alias) {
        Map<String, String> spellings = alias == null ? Map.of() : alias.values();
        boolean age = attribute.storage() instanceof Attribute.Storage.AgeSince;
        return new ValueReader.Target(attribute.key(), attribute.type(), attribute.values(), spellings, age);
    }

    private @Nullable Alias alias(String name) {
        Matcher metafield = METAFIELD.matcher(name);
        return metafield.matches() ? Alias.of(name, "custom." + metafield.group(1)) : vocabulary.alias(name);
    }

    private RuleProblem unknownAttribute(Draft.Word name) {
        RuleProblem problem = RuleProblem.of(ProblemCode.UNKNOWN_ATTRIBUTE, name.place(), name.text());
        if (vocabulary.function(name.text()) != null) {
            return problem.expecting(name.text() + " MATCHES (…)");
        }
        Set<String> names = new LinkedHashSet<>();
        vocabulary.attributes().forEach(attribute -> names.add(attribute.key()));
        return problem.suggesting(Names.nearest(name.text(), names));
    }

    private @Nullable Rule matches(Draft.Matches draft) {
        count(draft.name());
        RuleFunction function = vocabulary.function(draft.name().text());
        if (function == null) {
            Set<String> names = new LinkedHashSet<>();
            vocabulary.functions().forEach(known -> names.add(known.name()));
            problems.add(RuleProblem.of(
                            ProblemCode.UNKNOWN_FUNCTION,
                            draft.name().place(),
                            draft.name().text())
                    .suggesting(Names.nearest(draft.name().text(), names)));
            return null;
        }
        if (draft.parameters().size() > Limits.PARAMETERS) {
            tooMany(draft.name(), Limits.PARAMETERS);
        }
        List<Rule.Parameter> parameters = parameters(function, draft.parameters());
        return parameters == null ? null : new Rule.Matches(function.name(), draft.negated(), parameters);
    }

    private @Nullable List<Rule.Parameter> parameters(RuleFunction function, List<Draft.Parameter> drafts) {
        Set<String> seen = new HashSet<>();
        List<Rule.Parameter> parameters = new ArrayList<>();
        for (Draft.Parameter draft : drafts) {
            if (!seen.add(draft.name().text())) {
                problems.add(RuleProblem.of(
                        ProblemCode.DUPLICATE_PARAMETER,
                        draft.name().place(),
                        draft.name().text()));
            }
            Rule.Parameter parameter = parameter(function, draft);
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        return seen.size() == drafts.size() && parameters.size() == drafts.size() ? parameters : null;
    }

    private Rule.@Nullable Parameter parameter(RuleFunction function, Draft.Parameter draft) {
        String name = draft.name().text();
        var row = function.row(name);
        var aggregate = function.aggregate(name);
        if (row.isEmpty() && aggregate.isEmpty()) {
            problems.add(unknownParameter(function, draft.name()));
            return null;
        }
        ValueType type = row.map(RuleFunction.RowParameter::type)
                .orElseGet(() -> aggregate.orElseThrow().type());
        Set<Operator> allowed =
                row.map(RuleFunction.RowParameter::operators).orElseGet(ValueType::operatorsOfAggregates);
        Operator operator = draft.test().operator();
        List<Value> values = tests.values(draft.test(), operator, allowed, new ValueReader.Target(name, type));
        return values == null ? null : new Rule.Parameter(name, operator, values);
    }

    private static RuleProblem unknownParameter(RuleFunction function, Draft.Word name) {
        List<String> names = new ArrayList<>();
        function.parameters().forEach(parameter -> names.add(parameter.name()));
        function.aggregates().forEach(aggregate -> names.add(aggregate.name()));
        return RuleProblem.of(ProblemCode.UNKNOWN_PARAMETER, name.place(), name.text(), function.name())
                .expecting(String.join(", ", names))
                .suggesting(Names.nearest(name.text(), names));
    }

    private void count(Draft.Word name) {
        if (++conditions > Limits.CONDITIONS) {
            tooMany(name, Limits.CONDITIONS);
        }
    }

    private static void tooMany(Draft.Word name, int limit) {
        throw new InvalidRule(RuleProblem.of(ProblemCode.TOO_MANY_CONDITIONS, name.place(), String.valueOf(limit)));
    }
}
