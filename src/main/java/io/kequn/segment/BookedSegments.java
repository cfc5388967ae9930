package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.SegmentDrafts.Draft;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Segments in a file of rules. One that shall end is archived.
@Singleton
class BookedSegments implements BookKind<SegmentDefinition, BookedSegments.Wanted> {
    private static final int DESCRIPTION_LENGTH = 2_000;

    private final SegmentRepository segments;
    private final SegmentVersionRepository versions;
    private final SegmentWrites writes;
    private final BookRules reader;

    BookedSegments(
            SegmentRepository segments, SegmentVersionRepository versions, SegmentWrites writes, BookRules reader) {
        this.segments = segments;
        this.versions = versions;
        this.writes = writes;
        this.reader = reader;
    }

    record Wanted(String pointer, String key, SegmentSpec spec, Optional<Draft> rule, boolean isDraft) {
        boolean isStatic() {
            return spec.kind() == SegmentKind.STATIC;
        }
    }

    @Override
    public BookField field() {
        return BookField.SEGMENTS;
    }

    @Override
    public @Nullable List<SegmentDefinition> of(RuleBook book) {
        return book.segments();
    }

    @Override
    public @Nullable String key(SegmentDefinition definition) {
        return definition.key();
    }

    @Override
    public Wanted read(SegmentDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = inputs.key("/key", definition.key());
        var spec = new SegmentSpec(
                inputs.name("/name", definition.name()),
                inputs.optionalText("/description", definition.description(), DESCRIPTION_LENGTH),
                SegmentKind.orUsual(definition.kind()),
                definition.rule(),
                null);
        boolean isStatic = spec.kind() == SegmentKind.STATIC;
        inputs.require(!isStatic || spec.rule() == null, "/rule", "A static segment has no rule.", "静态客群没有规则。");
        if (!isStatic) {
            inputs.given("/rule", spec.rule());
        }
        return new Wanted(pointer, key, spec, reader.read(inputs, vocabulary, spec.rule()), definition.waits());
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        var shop = caller.ofShop();
        return segments.lockAll(shop)
                .chain(present -> versions.open(shop).map(rules -> steps(caller, wanted, present, rules, comparison)));
    }

    private List<BookStep> steps(
            Caller caller,
            List<Wanted> wanted,
            List<SegmentEntity> present,
            List<SegmentVersionEntity> rules,
            BookComparison comparison) {
        var left = new TreeMap<String, SegmentEntity>();
        present.forEach(segment -> left.put(segment.key, segment));
        var ofSegment = rules.stream().collect(Collectors.groupingBy(version -> version.segmentId));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key), ofSegment, comparison));
        }
        if (comparison.prune()) {
            left.values().stream()
                    .filter(segment -> segment.archivedAt == null)
                    .map(segment -> BookStep.archive(field(), segment.key, effects -> writes.end(segment, effects)))
                    .forEach(steps::add);
        }
        return steps;
    }

    private BookStep step(
            Caller caller,
            Wanted wanted,
            @Nullable SegmentEntity present,
            Map<Integer, List<SegmentVersionEntity>> rules,
            BookComparison comparison) {
        if (present == null) {
            return BookStep.create(field(), wanted.key, effects -> writes.create(caller, wanted, effects));
        }
        if (SegmentKind.of(present.kind) != wanted.spec.kind()) {
            comparison.refuse(wanted.pointer + "/kind", "The kind of a segment never changes.", "客群类型不可更改。");
        }
        var changes = changes(wanted, present, rules.getOrDefault(present.id, List.of()));
        return BookStep.change(
                field(), wanted.key, changes, effects -> writes.change(caller, wanted, present, changes, effects));
    }

    private static List<String> changes(Wanted wanted, SegmentEntity present, List<SegmentVersionEntity> rules) {
        return new Differences()
                .where(present.archivedAt != null, "archived")
                .of("kind", wanted.spec.kind(), SegmentKind.of(present.kind))
                .of("name", wanted.spec.name(), present.name)
                .ofText("description", wanted.spec.description(), present.description)
                .where(wanted.rule.isPresent() && !hasRule(wanted, wanted.rule.get(), present, rules), "rule")
                .fields();
    }

    /// Whether the rule is live, or for a draft, saved.
    private static boolean hasRule(Wanted wanted, Draft rule, SegmentEntity present, List<SegmentVersionEntity> rules) {
        return rules.stream()
                .filter(version -> wanted.isDraft || present.isLive(version))
                .anyMatch(version -> version.hash.equals(rule.rule().hash()));
    }
}
