package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for what is valid and yet probably not meant.
final class RuleLint {
    private final Vocabulary vocabulary;
    private final List<Finding> findings = new ArrayList<>();

    private RuleLint(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static List<Finding> of(Rule rule, Vocabulary vocabulary) {
        RuleLint lint = new RuleLint(vocabulary);
        lint.walk(rule, "", false);
        return List.copyOf(lint.findings);
    }

    private void walk(Rule rule, String pointer, boolean negated) {
        switch (rule) {
            case Rule.All all -> each(all.rules(), pointer + "/and/", negated);
            case Rule.Any any -> each(any.rules(), pointer + "/or/", negated);
            case Rule.Not not -> walk(not.rule(), pointer + "/not", !negated);
            case Rule.Condition condition -> condition(condition, pointer, negated);
            case Rule.Everyone everyone -> {}
            case Rule.HasBeen hasBeen -> hasBeen(hasBeen, pointer, negated);
            case Rule.Anniversary anniversary ->
                missing(
                        anniversary,
                        vocabulary.attributeOf(anniversary.attribute()),
                        anniversary.operator().isNegative() != negated,
                        pointer);
            case Rule.Matches matches ->
                matches.parameters().forEach(p -> range(p.operator(), p.values(), matches, pointer));
            case Rule.Within within -> missing(within, vocabulary.attributeOf(Attribute.LOCATION), negated, pointer);
            case Rule.InSegment segment -> {}
            case Rule.InLayer layer -> {}
            case Rule.Bucket bucket -> {}
        }
    }

    private void hasBeen(Rule.HasBeen condition, String pointer, boolean negated) {
        missing(condition, vocabulary.attributeOf(condition.attribute()), negated, pointer);
        TimeUnit unit = condition.length().unit();
        if (unit == TimeUnit.MONTH || unit == TimeUnit.YEAR) {
            add(Finding.Code.EXACT_LENGTH, condition, pointer, null);
        }
    }

    /// A complement holds for customers without a value too.
    private void missing(Rule.Leaf condition, Attribute attribute, boolean complement, String pointer) {
        if (complement && !attribute.neverMissing()) {
            add(Finding.Code.INCLUDES_MISSING, condition, pointer, "AND " + attribute.key() + " IS NOT NULL");
        }
    }

    private void each(List<Rule> rules, String pointer, boolean negated) {
        for (int i = 0; i < rules.size(); i++) {
            walk(rules.get(i), pointer + i, negated);
        }
    }

    private void condition(Rule.Condition condition, String pointer, boolean negated) {
        Attribute attribute = vocabulary.attributeOf(condition.attribute());
        Operator operator = condition.operator();
        boolean asksForMissing = operator.positive() == Operator.IS_NULL;
        if (attribute.neverMissing() && asksForMissing) {
            add(Finding.Code.NEVER_MISSING, condition, pointer, null);
        }
        missing(condition, attribute, operator.isNegative() != negated && !asksForMissing, pointer);
        if (operator == Operator.AT_LEAST_AGO) {
            String length = RulePrinter.value(condition.values().get(0));
            add(Finding.Code.SHARED_BOUNDARY, condition, pointer, attribute.key() + " < -" + length);
        }
        if (attribute.namesTags()) {
            tags(condition, pointer);
        }
        listed(condition, pointer);
        if (vocabulary.hints().neverBelowZero().contains(attribute.key())
                && LintedRanges.isBelowZero(operator, condition.values())) {
            add(Finding.Code.NEVER_BELOW_ZERO, condition, pointer, null);
        }
        range(operator, condition.values(), condition, pointer);
    }

    private void tags(Rule.Condition condition, String pointer) {
        boolean unknown = condition.values().stream()
                .anyMatch(value -> value instanceof Value.Text key
                        && !vocabulary.hints().tagExists().test(key.text()));
        if (unknown) {
            add(Finding.Code.UNKNOWN_TAG, condition, pointer, null);
        }
    }

    private void listed(Rule.Condition condition, String pointer) {
        var listed = vocabulary.hints().listed(condition.attribute());
        boolean unlisted = !listed.isEmpty()
                && asksForWholeValue(condition.operator().positive())
                && condition.values().stream()
                        .anyMatch(value -> value instanceof Value.Text text && !listed.contains(text.text()));
        if (unlisted) {
            add(Finding.Code.UNLISTED_VALUE, condition, pointer, null);
        }
    }

    /// `CONTAINS` asks for a part of a text, and for a whole element of a set; texts have no lists of elements.
    private static boolean asksForWholeValue(Operator operator) {
        return switch (operator) {
            case EQUAL, IN, CONTAINS_ANY, CONTAINS_ALL -> true;
            default -> false;
        };
    }

    private void range(Operator operator, List<Value> values, Rule condition, String pointer) {
        if (operator.positive() == Operator.BETWEEN && LintedRanges.isEmpty(values.get(0), values.get(1))) {
            add(Finding.Code.EMPTY_RANGE, condition, pointer, null);
        }
    }

    private void add(Finding.Code code, Rule condition, String pointer, @Nullable String offer) {
        findings.add(new Finding(code, condition.text(), pointer, offer));
    }
}
