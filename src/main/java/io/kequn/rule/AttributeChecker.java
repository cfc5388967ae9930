package io.kequn.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks the conditions that ask about an attribute. An answer is null if there was a problem.
final class AttributeChecker {
    /// Shopify's spelling of custom attributes.
    private static final Pattern METAFIELD = Pattern.compile("metafields\\.[a-z0-9_-]+\\.([a-z][a-z0-9_]*)");

    private static final String HAS_BEEN = "HAS BEEN";

    private final Vocabulary vocabulary;
    private final TestChecker tests;
    private final List<RuleProblem> problems;

    AttributeChecker(Vocabulary vocabulary, TestChecker tests, List<RuleProblem> problems) {
        this.vocabulary = vocabulary;
        this.tests = tests;
        this.problems = problems;
    }

    /// What a name means here: an attribute, and the older spelling by which it was named.
    private record Named(Attribute attribute, @Nullable Alias alias) {
        ValueReader.Target target() {
            Map<String, String> spellings = alias == null ? Map.of() : alias.values();
            boolean age = attribute.storage() instanceof Attribute.Storage.AgeSince;
            return new ValueReader.Target(attribute.key(), attribute.type(), attribute.values(), spellings, age);
        }
    }

    Rule.@Nullable Condition condition(Draft.Condition draft) {
        Named named = named(draft.name());
        if (named == null) {
            return null;
        }
        boolean asSet = named.alias() != null && named.alias().asSet();
        Operator written = draft.test().operator();
        Operator operator =
                asSet ? Alias.asScalar(written, draft.test().values().size()) : written;
        Attribute attribute = named.attribute();
        List<Value> values =
                tests.values(draft.test(), operator, attribute.operand().operators(), named.target());
        return values == null ? null : new Rule.Condition(attribute.key(), operator, values);
    }

    Rule.@Nullable HasBeen hasBeen(Draft.HasBeen draft) {
        Named named = named(draft.name());
        if (named == null) {
            return null;
        }
        if (named.attribute().since() == null) {
            problems.add(RuleProblem.of(
                            ProblemCode.OPERATOR_NOT_ALLOWED,
                            draft.test().place(),
                            HAS_BEEN,
                            draft.name().text())
                    .expecting("an attribute that is stored, such as city"));
            return null;
        }
        List<Value> values = tests.values(draft.test(), Operator.EQUAL, Set.of(Operator.EQUAL), named.target());
        Value.Duration length = tests.length(draft.length());
        if (values == null || length == null) {
            return null;
        }
        if (values.get(0).isMoving()) {
            Draft.Literal value = draft.test().values().get(0);
            problems.add(RuleProblem.of(ProblemCode.OPERATOR_NOT_ALLOWED, value.place(), HAS_BEEN, value.shown())
                    .expecting("a value that does not move with the clock"));
            return null;
        }
        return new Rule.HasBeen(named.attribute().key(), values.get(0), length);
    }

    Rule.@Nullable Anniversary anniversary(Draft.Anniversary draft) {
        Named named = named(draft.name());
        if (named == null) {
            return null;
        }
        if (!named.attribute().hasAnniversary()) {
            problems.add(RuleProblem.of(
                            ProblemCode.OPERATOR_NOT_ALLOWED,
                            draft.name().place(),
                            "anniversary",
                            draft.name().text())
                    .expecting("an attribute that is a date or an instant"));
            return null;
        }
        Operator operator = draft.test().operator();
        String name = "anniversary(" + named.attribute().key() + ")";
        List<Value> values = tests.values(
                draft.test(), operator, Operand.ANNIVERSARY.operators(), new ValueReader.Target(name, ValueType.DATE));
        if (values == null) {
            return null;
        }
        if (AnniversaryRange.isTooLong(operator, values)) {
            Draft.Literal last = draft.test().values().getLast();
            problems.add(RuleProblem.of(ProblemCode.RANGE_TOO_LONG, last.place(), last.shown())
                    .expecting("at most " + Limits.ANNIVERSARY_DAYS + " days"));
            return null;
        }
        return new Rule.Anniversary(named.attribute().key(), operator, values);
    }

    private @Nullable Named named(Draft.Word name) {
        Alias alias = alias(name.text());
        Attribute attribute = vocabulary.attribute(alias == null ? name.text() : alias.attribute());
        if (attribute == null) {
            problems.add(unknown(name));
            return null;
        }
        return new Named(attribute, alias);
    }

    private @Nullable Alias alias(String name) {
        Matcher metafield = METAFIELD.matcher(name);
        return metafield.matches() ? metafield(name, metafield.group(1)) : vocabulary.alias(name);
    }

    /// What is a metafield there may be a standard attribute here, such as the birth date.
    private Alias metafield(String name, String key) {
        String own = "custom." + key;
        boolean standard = vocabulary.attribute(own) == null && vocabulary.attribute(key) != null;
        return Alias.of(name, standard ? key : own);
    }

    private RuleProblem unknown(Draft.Word name) {
        RuleProblem problem = RuleProblem.of(ProblemCode.UNKNOWN_ATTRIBUTE, name.place(), name.text());
        if (vocabulary.function(name.text()) != null) {
            return problem.expecting(name.text() + " MATCHES (…)");
        }
        Set<String> names = new LinkedHashSet<>();
        vocabulary.attributes().forEach(attribute -> names.add(attribute.key()));
        return problem.suggesting(Names.nearest(name.text(), names));
    }
}
