package io.kequn.customer;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.LockedCustomer;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.NewJob;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Takes the values of an attribute that is being deleted from the customers, one part of the shop after the
/// other, then removes it. Nobody gets a value meanwhile, also not by a merge.
@Singleton
class AttributeDeletionJob implements JobHandler {
    static final String KIND = "attribute-deletion";
    private static final int AT_ONCE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    /// No index tells who has a value: a step looks at so many customers, wherever they are.
    private static final String PART = """
        select id, jsonb_exists(custom, $2) held from customer where shop_id = $1 and id > $3 order by id limit 10000\
        """;
    private static final String REMOVE = "delete from attribute where shop_id = $1 and id = $2 and deleting";

    /// A cancelled deletion leaves the attribute to those who have a value still.
    private static final String SHOW_AGAIN =
            "update attribute set deleting = false, version = version + 1 where shop_id = $1 and id = $2";

    static NewJob of(AttributeEntity attribute, boolean withValues) {
        var parameters = new JsonObject()
                .put("attribute", attribute.id)
                .put("key", attribute.key)
                .put("withValues", withValues);
        return NewJob.of(KIND, parameters);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Scope reads() {
        return Scope.ATTRIBUTES_READ;
    }

    @Override
    public Scope writes() {
        return Scope.ATTRIBUTES_WRITE;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        var key = run.parameters().getString("key");
        var after = run.state().getString("after");
        return run.facts(
                "definition",
                session -> session.query(PART, session.shop().id(), key, after == null ? FIRST : UUID.fromString(after))
                        .map(rows -> Sql.list(rows, row -> row))
                        .chain(part -> part.isEmpty() ? remove(session, run) : clear(session, run, part)));
    }

    private static Uni<Step> clear(FactSession session, JobRun run, List<Row> part) {
        var key = run.parameters().getString("key");
        var holders = part.stream()
                .filter(row -> row.getBoolean("held"))
                .map(row -> row.getUUID("id"))
                .limit(AT_ONCE)
                .toList();
        if (!holders.isEmpty() && !run.parameters().getBoolean("withValues")) {
            throw AttributeDeletions.held(key);
        }
        var last =
                holders.size() == AT_ONCE ? holders.getLast() : part.getLast().getUUID("id");
        var step = Step.more(new JsonObject().put("after", last.toString()));
        return holders.isEmpty()
                ? Uni.createFrom().item(step)
                : session.lock(holders)
                        .chain(locked -> ProfileWriter.rows(session, active(locked), Set.of()))
                        .invoke(rows -> rows.forEach(row -> row.drop(key, session.at())))
                        .invoke(rows -> ProfileWriter.save(session, rows))
                        .map(rows -> step.did(rows.size()));
    }

    private static List<UUID> active(List<LockedCustomer> locked) {
        return locked.stream()
                .filter(LockedCustomer::active)
                .map(LockedCustomer::id)
                .toList();
    }

    private static Uni<Step> remove(FactSession session, JobRun run) {
        return session.query(REMOVE, session.shop().id(), attribute(run)).replaceWith(Step.last());
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        return outcome == JobStatus.SUCCEEDED
                ? Uni.createFrom().voidItem()
                : session.query(SHOW_AGAIN, session.shop().id(), attribute(run)).replaceWithVoid();
    }

    private static int attribute(JobRun run) {
        return run.parameters().getInteger("attribute");
    }
}
