package io.kequn.segment;

import io.kequn.platform.value.ExpectedVersion;
import io.kequn.publication.RuleCommands;
import io.kequn.publication.RuleCommands.Target;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// What people do with segments that changes what writers evaluate: publish, archive, bring back, delete. It
/// runs under the exclusive rules lock; a build then brings the customers whom nobody writes to the same state.
@Singleton
public class PublicationService {
    private final SegmentPublication publication;
    private final RuleCommands commands;
    private final Target<SegmentEntity, Segment> segments;

    PublicationService(SegmentRepository segments, SegmentPublication publication, RuleCommands commands) {
        this.publication = publication;
        this.commands = commands;
        this.segments = new Target<>("segments/", segments::lockExisting, SegmentReads::inside, Segment.class);
    }

    /// Deletes a draft that was never published, or an archived segment whose members are gone.
    public Uni<Void> delete(String key, ExpectedVersion expected) {
        return commands.delete(segments, key, expected, publication::delete);
    }

    /// Makes the draft the live rule, or builds the live one anew if there is no draft.
    public Uni<Segment> publish(String key, ExpectedVersion expected) {
        return commands.run(segments, key, "publish", expected, publication::publish);
    }

    /// Makes a version live: the draft, or an earlier one, which takes the rule back. A draft that waits goes on
    /// waiting.
    public Uni<Segment> publish(String key, int number, ExpectedVersion expected) {
        return commands.run(
                segments,
                key,
                "versions/" + number + "/publish",
                expected,
                (caller, segment) -> publication.publish(caller, segment, number));
    }

    /// Ends a segment: nobody is a member any more, and its rule is no longer evaluated.
    public Uni<Segment> archive(String key, ExpectedVersion expected) {
        return commands.run(segments, key, "archive", expected, publication::archive);
    }

    /// Brings an archived segment back: its last published rule is live again, or its draft waits.
    public Uni<Segment> unarchive(String key, ExpectedVersion expected) {
        return commands.run(segments, key, "unarchive", expected, publication::unarchive);
    }
}
