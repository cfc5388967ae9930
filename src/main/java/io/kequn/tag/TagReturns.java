package io.kequn.tag;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Shows tags again whose deletion was cancelled or has failed. Under the rules lock, since the rule of such a
/// tag is live again from then on, and with a build: who has lost the tag gets it back where the rule holds.
@Singleton
class TagReturns implements DueWork {
    static final String KIND = "tag-return";

    private final DefinitionTransaction definitions;
    private final TagRepository tags;
    private final ExclusionChanges exclusions;

    TagReturns(DefinitionTransaction definitions, TagRepository tags, ExclusionChanges exclusions) {
        this.definitions = definitions;
        this.tags = tags;
        this.exclusions = exclusions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return definitions
                .writeRules(
                        run.command(Boolean.class), () -> tags.left(run.shop()).chain(left -> show(run.caller(), left)))
                .replaceWith(Optional.empty());
    }

    private Uni<Boolean> show(Caller caller, List<TagEntity> left) {
        left.forEach(tag -> tag.deleting = false);
        return tags.flush()
                .chain(() -> Multi.createFrom()
                        .iterable(left)
                        .onItem()
                        .transformToUniAndConcatenate(tag -> exclusions.returned(caller, tag))
                        .collect()
                        .last())
                .replaceWith(true);
    }
}
