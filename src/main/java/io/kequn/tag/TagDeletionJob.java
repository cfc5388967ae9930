package io.kequn.tag;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Takes a tag that is being deleted from its customers, then removes it. Nobody gets the tag meanwhile.
@Singleton
class TagDeletionJob implements JobHandler {
    static final String KIND = "tag-deletion";
    private static final int AT_ONCE = 1_000;
    private static final String HOLDERS = """
        select customer_id from customer_tag where shop_id = $1 and tag_id = $2 order by customer_id limit $3\
        """;
    private static final String REMOVE_TAG = "delete from tag where shop_id = $1 and id = $2 and deleting";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Scope reads() {
        return Scope.TAGS_READ;
    }

    @Override
    public Scope writes() {
        return Scope.TAGS_WRITE;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        int tag = run.parameters().getInteger("tag");
        return run.facts(
                "manual",
                session -> holders(session, tag)
                        .chain(ids -> ids.isEmpty() ? removeTag(session, tag) : removeFrom(session, tag, ids)));
    }

    /// A cancelled deletion leaves the tag to those who have it still.
    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        return outcome == JobStatus.SUCCEEDED
                ? Uni.createFrom().voidItem()
                : DueTable.plan(session, TagReturns.KIND, Instant.EPOCH);
    }

    private static Uni<List<UUID>> holders(FactSession session, int tag) {
        return session.query(HOLDERS, session.shop().id(), tag, AT_ONCE)
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")));
    }

    private static Uni<Step> removeFrom(FactSession session, int tag, List<UUID> ids) {
        return session.lock(ids)
                .chain(() -> AssignmentWrites.remove(session, ids, List.of(tag)))
                .invoke(removed -> AssignmentWrites.log(session, session.reason(), removed))
                .map(removed -> Step.more(new JsonObject()).did(removed.size()));
    }

    private static Uni<Step> removeTag(FactSession session, int tag) {
        return RuledTags.forget(session, tag)
                .chain(() -> session.query(REMOVE_TAG, session.shop().id(), tag))
                .replaceWith(Step.last());
    }
}
