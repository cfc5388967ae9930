package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_WRITE;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.segment.SegmentDrafts.Draft;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people do with segments: draft, publish, archive. Publishing and archiving change what writers evaluate, so
/// they run
/// under the exclusive rules lock; a build then brings the customers whom nobody writes to the same state.
@Singleton
public class SegmentService {
    private static final int DESCRIPTION_LENGTH = 2_000;

    private final DefinitionTransaction definitions;
    private final SegmentRepository segments;
    private final SegmentDrafts drafts;
    private final SegmentPublication publication;
    private final SegmentReads reads;

    SegmentService(
            DefinitionTransaction definitions,
            SegmentRepository segments,
            SegmentDrafts drafts,
            SegmentPublication publication,
            SegmentReads reads) {
        this.definitions = definitions;
        this.segments = segments;
        this.drafts = drafts;
        this.publication = publication;
        this.reads = reads;
    }

    public Uni<Segment> get(String key) {
        return reads.get(Caller.with(SEGMENTS_READ).ofShop(), key);
    }

    public Uni<Optional<Segment>> find(String key) {
        return reads.find(Caller.with(SEGMENTS_READ).ofShop(), key);
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
        inputs.key("/key", request.key());
        var spec = checked(inputs, request.spec(), true);
        inputs.check();
        String key = String.valueOf(request.key());
        var command = new Command<>(caller, "segments/create", request, Done.class);
        return drafts.of(caller.ofShop(), spec)
                .chain(draft -> definitions.write(
                        command,
                        () -> segments.lock(caller.ofShop(), key)
                                .chain(found -> found.isPresent()
                                        ? Uni.createFrom().failure(taken(key))
                                        : insert(caller, key, spec, draft))))
                .chain(done -> reads.get(caller.ofShop(), key));
    }

    /// Creates the segment, or changes its name, description and draft; `rule` makes a new draft if it means something
    /// else.
    public Uni<Put> put(String key, SegmentSpec request, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_WRITE);
        var command = new Command<>(caller, "segments/put/" + key, request, Done.class);
        var inputs = new Inputs();
        inputs.key("key", key);
        var spec = checked(inputs, request, false);
        inputs.check();
        return drafts.of(caller.ofShop(), spec)
                .chain(draft -> definitions.write(
                        command,
                        () -> segments.lock(caller.ofShop(), key)
                                .chain(found -> found.isPresent()
                                        ? change(caller, found.get(), spec, draft, expected)
                                        : insertChecked(caller, key, spec, draft, expected))))
                .chain(done -> reads.get(caller.ofShop(), key).map(segment -> new Put(segment, done.created())));
    }

    /// Changes what is there; refuses a key that is not.
    public Uni<Segment> change(String key, SegmentSpec request, ExpectedVersion expected) {
        return get(key).chain(present -> put(key, request, expected)).map(Put::segment);
    }

    /// Deletes a draft that was never published, or an archived segment whose members are gone.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "segments/" + key + "/delete", Map.of(), Done.class);
        return definitions
                .writeRules(
                        command,
                        () -> segments.lockExisting(caller.ofShop(), key)
                                .invoke(segment -> expected.check(segment.version))
                                .chain(publication::delete)
                                .replaceWith(new Done(key, false)))
                .replaceWithVoid();
    }

    /// Makes the draft the live rule, or builds the live one anew if there is no draft.
    public Uni<Segment> publish(String key, ExpectedVersion expected) {
        return rules(key, "publish", expected, publication::publish);
    }

    /// Ends a segment: nobody is a member any more, and its rule is no longer evaluated.
    public Uni<Segment> archive(String key, ExpectedVersion expected) {
        return rules(key, "archive", expected, publication::archive);
    }

    /// Brings an archived segment back: its last published rule is live again, or its draft waits.
    public Uni<Segment> unarchive(String key, ExpectedVersion expected) {
        return rules(key, "unarchive", expected, publication::unarchive);
    }

    /// A new draft with the rule of another segment.
    public Uni<Segment> duplicate(String key, NewSegment copy) {
        return get(key).chain(original -> create(new NewSegment(
                copy.key(),
                copy.name() == null ? original.name() : copy.name(),
                copy.description() == null ? original.description() : copy.description(),
                original.kind(),
                original.draft() == null ? original.rule() : original.draft(),
                copy.note())));
    }

    private Uni<Segment> rules(String key, String verb, ExpectedVersion expected, SegmentPublication.Verb action) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "segments/" + key + "/" + verb, Map.of(), Done.class);
        return definitions
                .writeRules(
                        command,
                        () -> segments.lockExisting(caller.ofShop(), key)
                                .invoke(segment -> expected.check(segment.version))
                                .chain(segment -> action.run(caller, segment))
                                .replaceWith(new Done(key, false)))
                .invoke(publication::wake)
                .chain(done -> reads.get(caller.ofShop(), key));
    }

    private SegmentSpec checked(Inputs inputs, SegmentSpec spec, boolean complete) {
        String name = spec.name() == null && !complete ? null : inputs.name("/name", spec.name());
        return new SegmentSpec(
                name,
                inputs.optionalText("/description", spec.description(), DESCRIPTION_LENGTH),
                spec.kind(),
                spec.rule(),
                inputs.optionalText("/note", spec.note(), DESCRIPTION_LENGTH));
    }

    private Uni<Done> insertChecked(
            Caller caller, String key, SegmentSpec spec, Optional<Draft> draft, ExpectedVersion expected) {
        if (expected.versions() != null) {
            throw SegmentRepository.missing(key);
        }
        var inputs = new Inputs();
        inputs.given("/name", spec.name());
        inputs.check();
        return insert(caller, key, spec, draft);
    }

    private Uni<Done> insert(Caller caller, String key, SegmentSpec spec, Optional<Draft> draft) {
        return drafts.insert(caller, key, spec, draft).replaceWith(new Done(key, true));
    }

    private Uni<Done> change(
            Caller caller, SegmentEntity segment, SegmentSpec spec, Optional<Draft> draft, ExpectedVersion expected) {
        expected.check(segment.version);
        if (segment.archivedAt != null) {
            throw STATE_CONFLICT.because("The segment is archived; unarchive it first.", "客群已归档，请先取消归档。");
        }
        return drafts.change(caller, segment, spec, draft).replaceWith(new Done(segment.key, false));
    }

    private static RuntimeException taken(String key) {
        return KEY_TAKEN.at("/key", "There is a segment `" + key + "` already.", "客群 `" + key + "` 已存在。");
    }

    /// The outcome that is kept for an idempotency key; the segment itself is read fresh.
    record Done(String key, boolean created) {}

    /// A segment, and whether this request made it.
    public record Put(Segment segment, boolean created) {}
}
