package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.benefit.Benefit;
import io.kequn.benefit.BenefitChecks;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.publication.PublishedEntity;
import io.kequn.publication.SegmentStatus;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What people do with the definitions of segments: read, draft, rename, copy. Nothing of it changes what writers
/// evaluate; see [PublicationService] for what does.
@Singleton
public class SegmentService {
    private final DefinitionTransaction definitions;
    private final SegmentRepository segments;
    private final SegmentDrafts drafts;
    private final SegmentReads reads;

    SegmentService(
            DefinitionTransaction definitions, SegmentRepository segments, SegmentDrafts drafts, SegmentReads reads) {
        this.definitions = definitions;
        this.segments = segments;
        this.drafts = drafts;
        this.reads = reads;
    }

    public Uni<Segment> get(String key) {
        return reads.get(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    public Uni<Optional<Segment>> find(String key) {
        return reads.find(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    /// Those of the keys that exist, archived ones too.
    Uni<List<Segment>> byKeys(List<String> keys) {
        return reads.byKeys(Caller.with(SEGMENTS_READ).ofShop(), keys);
    }

    public Uni<Page<Segment>> list(@Nullable String status, PageRequest page) {
        var caller = Caller.with(SEGMENTS_READ);
        var inputs = new Inputs();
        var wanted = status == null ? null : inputs.choice("status", status, SegmentStatus.BY_TEXT);
        inputs.check();
        return reads.list(caller, wanted, page);
    }

    /// Creates a draft; refuses a key that is taken.
    public Uni<Segment> create(NewSegment request) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var key = inputs.key("/key", request.key());
        var spec = checked(inputs, request.spec().all()).values();
        inputs.check();
        var command = new Command<>(caller, "segments/create", request, Segment.class);
        return definitions
                .write(command, () -> create(caller, key, spec))
                .onFailure(Violations.of("segment_key_taken"))
                .transform(failure -> taken(key));
    }

    private Uni<Segment> create(Caller caller, String key, SegmentSpec spec) {
        return segments.lock(caller.ofShop(), key)
                .invoke(found -> found.ifPresent(segment -> {
                    throw taken(key);
                }))
                .chain(() -> insert(caller, key, spec));
    }

    /// Breaks the constraint `segment_key_taken` where another has made the segment meanwhile.
    private Uni<Segment> insert(Caller caller, String key, SegmentSpec spec) {
        return drafts.of(caller.ofShop(), spec)
                .chain(draft -> drafts.insert(caller, key, spec, draft))
                .chain(() -> SegmentReads.inside(caller.ofShop(), key));
    }

    /// Creates the segment, or changes what the patch mentions; `rule` makes a new draft if it means something
    /// else.
    public Uni<Put> put(String key, Patch<SegmentSpec> request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        inputs.key("key", key);
        var patch = checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "segments/" + key, request.content(), Put.class);
        Supplier<Uni<Put>> once = () -> definitions.write(
                command,
                () -> segments.lock(caller.ofShop(), key)
                        .chain(found -> found.isPresent()
                                ? change(caller, found.get(), patch, expected).map(segment -> new Put(segment, false))
                                : insert(caller, key, patch.values(), expected)
                                        .map(segment -> new Put(segment, true))));
        // Of two that make the segment at once, the second changes what the first has made.
        return once.get().onFailure(Violations.of("segment_key_taken")).recoverWithUni(once::get);
    }

    /// Changes what is there; refuses a key that is not.
    public Uni<Segment> change(String key, Patch<SegmentSpec> request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var patch = checked(inputs, request);
        inputs.check();
        var command = new Command<>(caller, "segments/" + key + "/change", request.content(), Segment.class);
        return definitions.write(
                command,
                () -> segments.lockExisting(caller.ofShop(), key)
                        .chain(segment -> change(caller, segment, patch, expected)));
    }

    /// A new draft with the rule of another segment.
    public Uni<Segment> duplicate(String key, NewSegment copy) {
        var shop = Caller.with(SEGMENTS_READ).ofShop();
        var caller = Caller.with(SEGMENTS_WRITE);
        var inputs = new Inputs();
        var copyKey = inputs.key("/key", copy.key());
        if (copy.name() != null) {
            inputs.name("/name", copy.name());
        }
        inputs.optionalText("/description", copy.description(), PublishedEntity.DESCRIPTION_LENGTH);
        inputs.optionalText("/note", copy.note(), PublishedEntity.DESCRIPTION_LENGTH);
        inputs.check();
        var command = new Command<>(caller, "segments/" + key + "/duplicate", copy, Segment.class);
        return definitions
                .write(
                        command,
                        () -> segments.lockExisting(shop, key)
                                .chain(original -> SegmentReads.inside(shop, key))
                                .map(original -> copyOf(original, copy))
                                .chain(spec -> create(caller, copyKey, spec)))
                .onFailure(Violations.of("segment_key_taken"))
                .transform(failure -> taken(copyKey));
    }

    private static SegmentSpec copyOf(Segment original, NewSegment copy) {
        return new SegmentSpec(
                copy.name() == null ? original.name() : copy.name(),
                copy.description() == null ? original.description() : copy.description(),
                original.kind(),
                original.draft() == null ? original.rule() : original.draft(),
                Objects.requireNonNullElse(original.draftBenefits(), original.benefits()).stream()
                        .map(Benefit::spec)
                        .toList(),
                copy.isPublic(),
                copy.note());
    }

    private static Patch<SegmentSpec> checked(Inputs inputs, Patch<SegmentSpec> patch) {
        var spec = patch.values();
        BenefitChecks.check(inputs, spec.benefits());
        var normal = new SegmentSpec(
                patch.has("name") ? inputs.name("/name", spec.name()) : null,
                inputs.optionalText("/description", spec.description(), PublishedEntity.DESCRIPTION_LENGTH),
                spec.kind(),
                spec.rule(),
                spec.benefits(),
                spec.isPublic(),
                inputs.optionalText("/note", spec.note(), PublishedEntity.DESCRIPTION_LENGTH));
        return new Patch<>(normal, patch.given());
    }

    private Uni<Segment> insert(Caller caller, String key, SegmentSpec spec, ExpectedVersion expected) {
        expected.check(0);
        var inputs = new Inputs();
        inputs.given("/name", spec.name());
        inputs.check();
        return insert(caller, key, spec);
    }

    private Uni<Segment> change(
            Caller caller, SegmentEntity segment, Patch<SegmentSpec> patch, ExpectedVersion expected) {
        expected.check(segment.version);
        if (segment.archivedAt != null) {
            throw STATE_CONFLICT.because("The segment is archived; unarchive it first.", "客群已归档，请先取消归档。");
        }
        return drafts.of(caller.ofShop(), patch.values())
                .chain(draft -> drafts.change(caller, segment, patch, draft))
                .chain(() -> SegmentReads.inside(caller.ofShop(), segment.key));
    }

    private static Refusal taken(String key) {
        return KEY_TAKEN.at("/key", "There is a segment `" + key + "` already.", "客群 `" + key + "` 已存在。");
    }

    /// A segment, and whether this request made it.
    public record Put(Segment segment, boolean created) {}
}
