package io.kequn.segment;

import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.SegmentDrafts.Draft;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks a file of rules as a whole before anything is done with it.
@Singleton
class RuleBookChecks {
    private static final int MOST = 500;
    private static final int DESCRIPTION_LENGTH = 2_000;

    private final Rules rules;

    RuleBookChecks(Rules rules) {
        this.rules = rules;
    }

    /// A definition that is valid by itself.
    record Wanted(int place, String key, SegmentSpec spec, Optional<Draft> rule, boolean isDraft) {
        String pointer(String field) {
            return "/segments/" + place + "/" + field;
        }

        boolean isStatic() {
            return spec.kind() == SegmentKind.STATIC;
        }

        /// What its rule reads, as the graph names it.
        Set<String> reads() {
            return rule.map(draft -> RuleGraph.readBy(draft.uses())).orElse(Set.of());
        }
    }

    /// Refuses with all that is wrong anywhere in the file.
    List<Wanted> check(RuleBook book, Vocabulary vocabulary) {
        var inputs = new Inputs();
        inputs.require(
                book.version() == null || book.version() == RuleBook.VERSION,
                "/version",
                "This service reads version 1.",
                "本服务仅支持版本 1。");
        inputs.given("/segments", book.segments());
        var segments = book.segments() == null ? List.<SegmentDefinition>of() : book.segments();
        inputs.require(segments.size() <= MOST, "/segments", "At most 500 segments at once.", "一次最多 500 个客群。");
        inputs.check();
        var language = withThoseOf(segments, vocabulary);
        var keys = new HashSet<String>();
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < segments.size(); i++) {
            wanted.add(wanted(inputs, i, segments.get(i), language));
            inputs.require(
                    keys.add(wanted.getLast().key()),
                    "/segments/" + i + "/key",
                    "Stands in the file twice.",
                    "在文件中重复出现。");
        }
        inputs.check();
        return wanted;
    }

    /// Rules may read segments that stand in the same file.
    private static Vocabulary withThoseOf(List<SegmentDefinition> segments, Vocabulary vocabulary) {
        var planned = segments.stream()
                .filter(segment -> !segment.waits())
                .flatMap(segment -> Stream.ofNullable(segment.key()))
                .toList();
        return vocabulary.with(vocabulary.segments().withPlanned(planned));
    }

    private Wanted wanted(Inputs inputs, int place, SegmentDefinition definition, Vocabulary vocabulary) {
        var at = "/segments/" + place;
        var key = inputs.key(at + "/key", definition.key());
        var spec = new SegmentSpec(
                inputs.name(at + "/name", definition.name()),
                inputs.optionalText(at + "/description", definition.description(), DESCRIPTION_LENGTH),
                SegmentKind.orUsual(definition.kind()),
                definition.rule(),
                null);
        boolean isStatic = spec.kind() == SegmentKind.STATIC;
        inputs.require(!isStatic || spec.rule() == null, at + "/rule", "A static segment has no rule.", "静态客群没有规则。");
        if (!isStatic) {
            inputs.given(at + "/rule", spec.rule());
        }
        return new Wanted(place, key, spec, rule(inputs, at + "/rule", spec, vocabulary), definition.waits());
    }

    private Optional<Draft> rule(Inputs inputs, String pointer, SegmentSpec spec, Vocabulary vocabulary) {
        var notation = spec.rule();
        if (notation == null) {
            return Optional.empty();
        }
        try {
            var rule = rules.read(vocabulary, notation, pointer);
            return Optional.of(new Draft(rule, new RuleLanguage(vocabulary).uses(rule)));
        } catch (Refusal refusal) {
            for (FieldError error : refusal.errors()) {
                inputs.refuse(error);
            }
            return Optional.empty();
        }
    }
}
