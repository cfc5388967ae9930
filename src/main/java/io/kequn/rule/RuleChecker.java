package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a draft its meaning in a vocabulary, and collects every problem on the way.
final class RuleChecker {
    private final List<RuleProblem> problems = new ArrayList<>();
    private final AttributeChecker attributes;
    private final FunctionChecker functions;
    private final DefinitionChecker definitions;
    private int conditions;

    private RuleChecker(Vocabulary vocabulary) {
        var tests = new TestChecker(new ValueReader(vocabulary.currencyDigits()), problems);
        attributes = new AttributeChecker(vocabulary, tests, problems);
        functions = new FunctionChecker(vocabulary, tests, problems);
        definitions = new DefinitionChecker(vocabulary, tests, problems);
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

    static InvalidRule tooMany(Place place, int limit) {
        return new InvalidRule(RuleProblem.of(ProblemCode.TOO_MANY_CONDITIONS, place, String.valueOf(limit)));
    }

    private @Nullable Rule rule(Draft draft) {
        return switch (draft) {
            case Draft.Everyone everyone -> new Rule.Everyone();
            case Draft.Group group -> group(group.all(), group.drafts());
            case Draft.Not not -> not(rule(not.draft()));
            case Draft.Condition condition -> attributes.condition(counted(condition, condition.name()));
            case Draft.HasBeen hasBeen -> attributes.hasBeen(counted(hasBeen, hasBeen.name()));
            case Draft.Anniversary anniversary -> attributes.anniversary(counted(anniversary, anniversary.name()));
            case Draft.Matches matches -> functions.matches(counted(matches, matches.name()));
            case Draft.InSegment segment ->
                definitions.inSegment(counted(segment, segment.segment().place()));
            case Draft.InLayer layer ->
                definitions.inLayer(counted(layer, layer.set().place()));
            case Draft.Within within ->
                definitions.within(counted(within, within.distance().place()));
            case Draft.Bucket bucket -> definitions.bucket(counted(bucket, bucket.place()));
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

    private <D extends Draft> D counted(D draft, Draft.Word name) {
        return counted(draft, name.place());
    }

    private <D extends Draft> D counted(D draft, Place place) {
        if (++conditions > Limits.CONDITIONS) {
            throw tooMany(place, Limits.CONDITIONS);
        }
        return draft;
    }
}
