package io.kequn.segment;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.segment.SegmentPublication.Verb;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/// Runs the verbs that change which rule writers evaluate: under the exclusive rules lock and the segment's row
/// lock.
@Singleton
class RuleCommands {
    private final DefinitionTransaction definitions;
    private final SegmentRepository segments;
    private final Jobs jobs;

    RuleCommands(DefinitionTransaction definitions, SegmentRepository segments, Jobs jobs) {
        this.definitions = definitions;
        this.segments = segments;
        this.jobs = jobs;
    }

    /// `verb` is the part of the route that tells repetitions of this command from other commands.
    Uni<Segment> run(String key, String verb, ExpectedVersion expected, Verb action) {
        var caller = Caller.with(SEGMENTS_PUBLISH);
        var command = new Command<>(caller, "segments/" + key + "/" + verb, Map.of(), Segment.class);
        return definitions
                .writeRules(
                        command,
                        () -> segments.lockExisting(caller.ofShop(), key)
                                .invoke(segment -> expected.check(segment.version))
                                .chain(segment -> action.run(caller, segment))
                                .chain(() -> SegmentReads.inside(caller.ofShop(), key)))
                .invoke(jobs::wake);
    }
}
