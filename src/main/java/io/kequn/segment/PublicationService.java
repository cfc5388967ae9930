package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/// What people do with segments that changes what writers evaluate: publish, archive, bring back, delete. It runs under
/// the exclusive rules lock; a build then brings the customers whom nobody writes to the same state.
@Singleton
public class PublicationService {
    private final DefinitionTransaction definitions;
    private final SegmentRepository segments;
    private final SegmentPublication publication;
    private final RuleCommands commands;

    PublicationService(
            DefinitionTransaction definitions,
            SegmentRepository segments,
            SegmentPublication publication,
            RuleCommands commands) {
        this.definitions = definitions;
        this.segments = segments;
        this.publication = publication;
        this.commands = commands;
    }

    /// Deletes a draft that was never published, or an archived segment whose members are gone.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "segments/" + key + "/delete", Map.of(), Deleted.class);
        return definitions
                .writeRules(
                        command,
                        () -> segments.lockExisting(caller.ofShop(), key)
                                .invoke(segment -> expected.check(segment.version))
                                .chain(segment -> publication.delete(caller, segment))
                                .replaceWith(new Deleted(key)))
                .replaceWithVoid();
    }

    /// Makes the draft the live rule, or builds the live one anew if there is no draft.
    public Uni<Segment> publish(String key, ExpectedVersion expected) {
        return commands.run(key, "publish", expected, publication::publish);
    }

    /// Ends a segment: nobody is a member any more, and its rule is no longer evaluated.
    public Uni<Segment> archive(String key, ExpectedVersion expected) {
        return commands.run(key, "archive", expected, publication::archive);
    }

    /// Brings an archived segment back: its last published rule is live again, or its draft waits.
    public Uni<Segment> unarchive(String key, ExpectedVersion expected) {
        return commands.run(key, "unarchive", expected, publication::unarchive);
    }

    record Deleted(String key) {}
}
