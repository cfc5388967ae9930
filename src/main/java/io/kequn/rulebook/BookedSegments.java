package io.kequn.rulebook;

import io.kequn.benefit.Benefit;
import io.kequn.benefit.BenefitChecks;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.PublishedEntity;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.PresentSegment;
import io.kequn.segment.SegmentKind;
import io.kequn.segment.SegmentSpec;
import io.kequn.segment.SegmentWrites;
import io.kequn.segment.WantedSegment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Segments in a file of rules. One that shall end is archived.
@Singleton
class BookedSegments implements BookKind<SegmentDefinition, WantedSegment> {
    private final SegmentWrites writes;
    private final BookRules reader;

    BookedSegments(SegmentWrites writes, BookRules reader) {
        this.writes = writes;
        this.reader = reader;
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
    public WantedSegment read(SegmentDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = inputs.key("/key", definition.key());
        var spec = new SegmentSpec(
                inputs.name("/name", definition.name()),
                inputs.optionalText("/description", definition.description(), PublishedEntity.DESCRIPTION_LENGTH),
                SegmentKind.orUsual(definition.kind()),
                definition.rule(),
                definition.benefits(),
                definition.isPublic(),
                null);
        BenefitChecks.check(inputs, definition.benefits());
        boolean isStatic = spec.kind() == SegmentKind.STATIC;
        inputs.require(!isStatic || spec.rule() == null, "/rule", "A static segment has no rule.", "静态客群没有规则。");
        if (!isStatic) {
            inputs.given("/rule", spec.rule());
        }
        return new WantedSegment(pointer, key, spec, reader.read(inputs, vocabulary, spec.rule()), definition.waits());
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<WantedSegment> wanted, BookComparison comparison) {
        return writes.present(caller.ofShop()).map(present -> steps(caller, wanted, present, comparison));
    }

    private List<BookStep> steps(
            Caller caller, List<WantedSegment> wanted, List<PresentSegment> present, BookComparison comparison) {
        var left = new TreeMap<String, PresentSegment>();
        present.forEach(segment -> left.put(segment.key(), segment));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key()), comparison));
        }
        if (comparison.prune()) {
            left.values().stream()
                    .filter(segment -> !segment.isArchived())
                    .map(segment -> BookStep.archive(field(), segment.key(), effects -> writes.end(segment, effects)))
                    .forEach(steps::add);
        }
        return steps;
    }

    private BookStep step(
            Caller caller, WantedSegment wanted, @Nullable PresentSegment present, BookComparison comparison) {
        if (present == null) {
            return BookStep.create(field(), wanted.key(), effects -> writes.create(caller, wanted, effects));
        }
        if (present.kind() != wanted.spec().kind()) {
            comparison.refuse(wanted.pointer() + "/kind", "The kind of a segment never changes.", "客群类型不可更改。");
        }
        var changes = changes(wanted, present);
        return BookStep.change(
                field(), wanted.key(), changes, effects -> writes.change(caller, wanted, present, changes, effects));
    }

    private static List<String> changes(WantedSegment wanted, PresentSegment present) {
        var spec = wanted.spec();
        return new Differences()
                .where(present.isArchived(), "archived")
                .of("kind", spec.kind(), present.kind())
                .of("name", spec.name(), present.name())
                .ofText("description", spec.description(), present.description())
                .of("public", spec.isPublic(), present.isPublic())
                .of("benefits", benefits(spec), present.benefits(wanted.isDraft()))
                .where(
                        wanted.rule()
                                .filter(rule -> !present.has(rule.rule(), wanted.isDraft()))
                                .isPresent(),
                        "rule")
                .fields();
    }

    /// Null where the file says nothing of them.
    private static @Nullable List<Benefit> benefits(SegmentSpec spec) {
        return spec.benefits() == null ? null : BenefitChecks.benefits(new Inputs(), spec.benefits());
    }
}
