package io.kequn.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks conditions on functions. An answer is null if there was a problem.
final class FunctionChecker {
    private final Vocabulary vocabulary;
    private final TestChecker tests;
    private final PropertyChecker properties;
    private final List<RuleProblem> problems;

    FunctionChecker(Vocabulary vocabulary, TestChecker tests, List<RuleProblem> problems) {
        this.vocabulary = vocabulary;
        this.tests = tests;
        this.properties = new PropertyChecker(tests, problems);
        this.problems = problems;
    }

    Rule.@Nullable Matches matches(Draft.Matches draft) {
        RuleFunction function = vocabulary.function(draft.name().text());
        if (function == null) {
            problems.add(unknown(draft.name()));
            return null;
        }
        if (draft.parameters().size() > Limits.PARAMETERS) {
            throw RuleChecker.tooMany(draft.name().place(), Limits.PARAMETERS);
        }
        List<Rule.Parameter> parameters = parameters(function, draft.parameters());
        return parameters == null ? null : new Rule.Matches(function.name(), draft.negated(), parameters);
    }

    private RuleProblem unknown(Draft.Word name) {
        RuleProblem problem = RuleProblem.of(ProblemCode.UNKNOWN_FUNCTION, name.place(), name.text());
        if (vocabulary.attribute(name.text()) != null) {
            return problem.expecting("an operator such as = or IS NULL: " + name.text() + " is an attribute");
        }
        Set<String> names = new LinkedHashSet<>();
        vocabulary.functions().forEach(known -> names.add(known.name()));
        return problem.suggesting(Names.nearest(name.text(), names));
    }

    private @Nullable List<Rule.Parameter> parameters(RuleFunction function, List<Draft.Parameter> drafts) {
        Set<String> kinds = kinds(function, drafts);
        Set<String> seen = new HashSet<>();
        List<Rule.Parameter> parameters = new ArrayList<>();
        for (Draft.Parameter draft : drafts) {
            if (!seen.add(draft.name().text())) {
                problems.add(RuleProblem.of(
                        ProblemCode.DUPLICATE_PARAMETER,
                        draft.name().place(),
                        draft.name().text()));
            }
            Rule.Parameter parameter = parameter(function, kinds, draft);
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        return seen.size() == drafts.size() && parameters.size() == drafts.size() ? parameters : null;
    }

    private static Set<String> kinds(RuleFunction function, List<Draft.Parameter> drafts) {
        return switch (function.kinds()) {
            case null -> Set.of();
            case RuleFunction.Kinds.Fixed fixed -> Set.of(fixed.kind());
            case RuleFunction.Kinds.NamedBy named -> KindNames.ofDraft(named.parameter(), drafts);
        };
    }

    private Rule.@Nullable Parameter parameter(RuleFunction function, Set<String> kinds, Draft.Parameter draft) {
        String name = draft.name().text();
        var row = function.row(name, kinds);
        if (row.isPresent() && row.get().isFree()) {
            return properties.check(draft);
        }
        if (draft.type() != null) {
            problems.add(RuleProblem.of(ProblemCode.UNKNOWN_FIELD, draft.type().place(), "type")
                    .expecting("no type: that of " + name + " is known"));
            return null;
        }
        var aggregate = function.aggregate(name, kinds);
        if (row.isEmpty() && aggregate.isEmpty()) {
            problems.add(unknownParameter(function, draft.name()));
            return null;
        }
        if (function.calculatesWithNoNumber(name, kinds)) {
            problems.add(RuleProblem.of(
                            ProblemCode.OPERATOR_NOT_ALLOWED, draft.name().place(), name, function.name())
                    .expecting("a property that is declared to hold numbers"));
            return null;
        }
        ValueType type = row.map(RowParameter::type)
                .orElseGet(() -> aggregate.orElseThrow().type());
        Operand operand = row.map(RowParameter::operand).orElse(Operand.AGGREGATE);
        Operator operator = draft.test().operator();
        List<Value> values =
                tests.values(draft.test(), operator, operand.operators(), new ValueReader.Target(name, type));
        return values == null ? null : new Rule.Parameter(name, operator, values);
    }

    private static RuleProblem unknownParameter(RuleFunction function, Draft.Word name) {
        List<String> names = new ArrayList<>();
        function.parameters().forEach(parameter -> names.add(parameter.name()));
        function.aggregates().forEach(aggregate -> names.add(aggregate.name()));
        String any =
                function.properties() == null ? "" : " or a property: letters, digits and _, beginning with a letter";
        return RuleProblem.of(ProblemCode.UNKNOWN_PARAMETER, name.place(), name.text(), function.name())
                .expecting(String.join(", ", names) + any)
                .suggesting(Names.nearest(name.text(), names));
    }
}
