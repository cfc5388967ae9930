package io.kequn.rule;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the conditions that ask neither for an attribute nor for events: segments, layers, places and samples. An
/// answer is null if there was a problem.
final class DefinitionChecker {
    private final Vocabulary vocabulary;
    private final TestChecker tests;
    private final List<RuleProblem> problems;

    DefinitionChecker(Vocabulary vocabulary, TestChecker tests, List<RuleProblem> problems) {
        this.vocabulary = vocabulary;
        this.tests = tests;
        this.problems = problems;
    }

    Rule.@Nullable InSegment inSegment(Draft.InSegment draft) {
        String key = key(draft.segment(), "IN SEGMENT");
        if (key == null) {
            return null;
        }
        var segments = vocabulary.segments().ids();
        if (!segments.containsKey(key)) {
            problems.add(RuleProblem.of(
                            ProblemCode.UNKNOWN_SEGMENT,
                            draft.segment().place(),
                            draft.segment().shown())
                    .expecting("the key of a published segment")
                    .suggesting(quoted(Names.nearest(key, segments.keySet()))));
            return null;
        }
        return new Rule.InSegment(key, draft.negated());
    }

    Rule.@Nullable InLayer inLayer(Draft.InLayer draft) {
        String set = key(draft.set(), "IN LAYER");
        String layer = key(draft.layer(), "IN LAYER");
        if (set == null || layer == null) {
            return null;
        }
        var sets = vocabulary.layers().sets();
        var known = sets.get(set);
        if (known == null) {
            problems.add(RuleProblem.of(
                            ProblemCode.UNKNOWN_LAYER_SET,
                            draft.set().place(),
                            draft.set().shown())
                    .suggesting(quoted(Names.nearest(set, sets.keySet()))));
            return null;
        }
        if (!known.layers().containsKey(layer)) {
            problems.add(RuleProblem.of(
                            ProblemCode.UNKNOWN_LAYER,
                            draft.layer().place(),
                            draft.layer().shown(),
                            set)
                    .expecting(String.join(", ", known.layers().keySet()))
                    .suggesting(quoted(Names.nearest(layer, known.layers().keySet()))));
            return null;
        }
        return new Rule.InLayer(set, layer);
    }

    Rule.@Nullable Within within(Draft.Within draft) {
        Value.Decimal distance = tests.number(draft.distance(), NumberRange.DISTANCE);
        DistanceUnit unit = unit(draft.unit());
        Value.Decimal latitude = tests.number(draft.latitude(), NumberRange.LATITUDE);
        Value.Decimal longitude = tests.number(draft.longitude(), NumberRange.LONGITUDE);
        if (vocabulary.attribute(Attribute.LOCATION) == null) {
            problems.add(
                    RuleProblem.of(ProblemCode.UNKNOWN_ATTRIBUTE, draft.unit().place(), Attribute.LOCATION));
            return null;
        }
        if (distance == null || unit == null || latitude == null || longitude == null) {
            return null;
        }
        return new Rule.Within(distance, unit, latitude, longitude);
    }

    Rule.@Nullable Bucket bucket(Draft.Bucket draft) {
        Value salt = tests.read(draft.salt(), new ValueReader.Target("BUCKET", ValueType.STRING));
        Value.Decimal percent = tests.number(draft.percent(), NumberRange.PERCENT);
        return salt instanceof Value.Text text && percent != null ? new Rule.Bucket(text.text(), percent) : null;
    }

    private @Nullable String key(Draft.Literal literal, String place) {
        Value value = tests.read(literal, new ValueReader.Target(place, ValueType.KEY));
        return value instanceof Value.Text key ? key.text() : null;
    }

    private @Nullable DistanceUnit unit(Draft.Word word) {
        var unit = DistanceUnit.ofWord(word.text());
        if (unit.isEmpty()) {
            List<String> words =
                    Arrays.stream(DistanceUnit.values()).map(DistanceUnit::word).toList();
            problems.add(RuleProblem.of(ProblemCode.UNKNOWN_VALUE, word.place(), word.text(), "WITHIN")
                    .expecting(String.join(", ", words))
                    .suggesting(Names.nearest(word.text(), words)));
        }
        return unit.orElse(null);
    }

    private static @Nullable String quoted(@Nullable String key) {
        return key == null ? null : "'" + key + "'";
    }
}
