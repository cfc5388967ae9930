package io.kequn.tag;

import static io.kequn.platform.problem.ErrorCode.TAG_NOT_FOUND;

import io.kequn.customer.CustomerDirectory;
import io.kequn.customer.CustomerReference.ById;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.NewJob;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives a tag to the customers noted for the job, or takes it from them, 1,000 a step in the order of their ids.
@Singleton
class BulkJob implements JobHandler {
    static final String KIND = "tag-assignment";
    private static final UUID FIRST = new UUID(0, 0);
    private static final String NEXT = """
        select customer_id from job_customer where shop_id = $1 and job_id = $2 and customer_id > $3
        order by customer_id limit $4\
        """;
    private static final String TAG = "select " + TagRef.COLUMNS + """
         from tag t left join tag_group g on g.id = t.group_id
        where t.shop_id = $1 and t.id = $2 and not t.deleting\
        """;

    private final CustomerDirectory directory;

    BulkJob(CustomerDirectory directory) {
        this.directory = directory;
    }

    /// `unknown` of those named are nobody; the job counts them as failed.
    static NewJob of(TagRef tag, BulkAssignment bulk, long unknown) {
        var terms = bulk.terms();
        @Nullable Instant expires = terms.expiresAt();
        return NewJob.of(
                KIND,
                new JsonObject()
                        .put("tag", tag.id())
                        .put("key", tag.key())
                        .put("remove", bulk.removes())
                        .put("source", terms.source().name())
                        .put("expiresAt", expires == null ? null : expires.toString())
                        .put("unknown", unknown));
    }

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
        return run.facts(
                "data",
                session -> tag(session, run.parameters())
                        .chain(tag -> next(session, run).chain(ids -> step(session, run, tag, ids))));
    }

    private Uni<Step> step(FactSession session, JobRun run, TagRef tag, List<UUID> ids) {
        boolean first = !run.state().containsKey("after");
        long unknown = first ? run.parameters().getLong("unknown") : 0;
        var references = ids.stream().map(ById::new).toList();
        return directory
                .lock(session, references, CustomerDirectory.Unknown.LEAVE_OUT, List.of())
                .call(found ->
                        BulkService.write(session, List.copyOf(found.ids().values()), tag, bulk(run.parameters())))
                .map(found -> step(ids)
                        .did(found.ids().size())
                        .failed(unknown + ids.size() - found.ids().size()));
    }

    private static Step step(List<UUID> ids) {
        return ids.size() < BulkService.AT_ONCE
                ? Step.last()
                : Step.more(new JsonObject().put("after", ids.getLast().toString()));
    }

    private static Uni<TagRef> tag(FactSession session, JsonObject parameters) {
        return session.query(TAG, session.shop().id(), parameters.getInteger("tag"))
                .map(rows -> Sql.list(rows, TagRef::of).stream()
                        .findFirst()
                        .orElseThrow(() -> TAG_NOT_FOUND.because(
                                "The tag `" + parameters.getString("key") + "` was deleted meanwhile.",
                                "标签 `" + parameters.getString("key") + "` 已被删除。")));
    }

    private static Uni<List<UUID>> next(FactSession session, JobRun run) {
        var after = run.state().getString("after");
        return session.query(
                        NEXT,
                        session.shop().id(),
                        run.id(),
                        after == null ? FIRST : UUID.fromString(after),
                        BulkService.AT_ONCE)
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")));
    }

    private static BulkAssignment bulk(JsonObject parameters) {
        var expires = parameters.getString("expiresAt");
        var remove = parameters.getBoolean("remove");
        return new BulkAssignment(
                remove ? BulkAssignment.Operation.REMOVE : BulkAssignment.Operation.ADD,
                null,
                null,
                null,
                expires == null ? null : Instant.parse(expires),
                AssignmentSource.valueOf(parameters.getString("source")));
    }
}
