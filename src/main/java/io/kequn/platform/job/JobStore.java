package io.kequn.platform.job;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// SQL on `job`. Every change of a row is made under its lock, which is a statement of its own.
final class JobStore {
    /// The texts are cast twice: the client would write a text that is to be jsonb as a JSON string.
    static final String INSERT = """
        insert into job (shop_id, id, kind, parameters, state, total, created_by)
        values ($1, $2, $3, cast(cast($4 as text) as jsonb), cast(cast($5 as text) as jsonb), nullif(cast($6 as bigint), -1), $7)\
        """;
    static final String FIND = "select " + JobRow.COLUMNS + " from job where shop_id = $1 and id = $2";
    private static final String LOCK =
            "select " + JobRow.COLUMNS + " from job where shop_id = $1 and id = $2 for no key update";

    /// A running step holds its row's lock, so that a job is never taken from a replica that is slow but alive.
    private static final String FIND_FREE = """
        select id from job
        where shop_id = $1 and status in ('queued', 'running') and next_at <= clock_timestamp()
          and (lease_until is null or lease_until <= clock_timestamp()) and kind = any($2)
        order by created_at, id limit 1 for no key update skip locked\
        """;

    /// A job that still has an owner is taken from one that died in it; a job that kills each owner ends as failed.
    private static final String CLAIM = """
        update job set status = 'running', started_at = coalesce(started_at, clock_timestamp()),
          attempts = attempts + case when lease_owner is null then 0 else 1 end,
          lease_owner = $3, lease_until = clock_timestamp() + cast($4 as bigint) * interval '1 millisecond'
        where shop_id = $1 and id = $2 returning \
        """ + JobRow.COLUMNS;
    private static final String SAVE = """
        update job set state = coalesce($3, state), done = done + $4, failed = failed + $5, total = coalesce($6, total),
          attempts = 0, lease_until = clock_timestamp() + cast($7 as bigint) * interval '1 millisecond'
        where shop_id = $1 and id = $2 returning \
        """ + JobRow.COLUMNS;
    private static final String END = """
        update job set status = $3, error = $4, lease_owner = null, lease_until = null, finished_at = clock_timestamp()
        where shop_id = $1 and id = $2 returning \
        """ + JobRow.COLUMNS;
    private static final String RELEASE = """
        update job set lease_owner = null, lease_until = null, attempts = attempts + $4,
          next_at = clock_timestamp() + cast($5 as bigint) * interval '1 millisecond'
        where shop_id = $1 and id = $2 and lease_owner = $3\
        """;
    private static final String REQUEST_CANCEL =
            "update job set cancel_requested = true, next_at = least(next_at, clock_timestamp())"
                    + " where shop_id = $1 and id = $2 returning " + JobRow.COLUMNS;
    private static final String WAIT = """
        update job set state = $3, next_at = clock_timestamp() + cast($4 as bigint) * interval '1 millisecond'
        where shop_id = $1 and id = $2 and status = 'queued' returning \
        """ + JobRow.COLUMNS;
    static final String OF_KIND = "select " + JobRow.COLUMNS + """
         from job where shop_id = $1 and kind = $2 and ($3::uuid is null or id < $3)
        order by id desc limit $4\
        """;
    static final String COUNT_OF_KIND = "select count(*) n from job where shop_id = $1 and kind = $2";
    /// When the next open job can be taken; null where none is open.
    static final String NEXT = """
        select min(greatest(next_at, coalesce(lease_until, next_at))) at from job
        where shop_id = $1 and status in ('queued', 'running')\
        """;
    static final String SET_TOTAL = "update job set total = $3 where shop_id = $1 and id = $2";
    private static final String FORGET_CUSTOMERS = "delete from job_customer where shop_id = $1 and job_id = $2";

    private JobStore() {}

    static List<Object> values(int shop, UUID id, NewJob job, String principal) {
        long total = job.total() == null ? -1 : job.total();
        return List.of(
                shop, id, job.kind(), job.parameters().encode(), job.state().encode(), total, principal);
    }

    static Uni<Optional<JobRow>> lock(FactSession session, UUID id) {
        return session.query(LOCK, session.shop().id(), id).map(JobStore::first);
    }

    static Uni<Optional<JobRow>> claim(FactSession session, List<String> kinds, UUID owner, Duration lease) {
        return session.query(FIND_FREE, session.shop().id(), kinds.toArray(String[]::new))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : claim(session, rows.iterator().next().getUUID("id"), owner, lease));
    }

    private static Uni<Optional<JobRow>> claim(FactSession session, UUID id, UUID owner, Duration lease) {
        return session.query(CLAIM, session.shop().id(), id, owner, lease.toMillis())
                .map(JobStore::first);
    }

    static Uni<JobRow> save(FactSession session, UUID id, Step step, Duration lease) {
        @Nullable JsonObject state = step.state();
        return session.query(
                        SAVE,
                        session.shop().id(),
                        id,
                        state,
                        step.done(),
                        step.failed(),
                        step.total(),
                        lease.toMillis())
                .map(JobStore::only);
    }

    static Uni<JobRow> end(FactSession session, UUID id, JobStatus outcome, @Nullable String error) {
        var ended = session.query(END, session.shop().id(), id, outcome.text(), error);
        return ended.map(JobStore::only)
                .call(() -> session.query(FORGET_CUSTOMERS, session.shop().id(), id));
    }

    /// Gives the job back, to be taken after `pause`; `failures` counts against it.
    static Uni<Void> release(FactSession session, UUID id, UUID owner, int failures, Duration pause) {
        return session.query(RELEASE, session.shop().id(), id, owner, failures, pause.toMillis())
                .replaceWithVoid();
    }

    static Uni<JobRow> requestCancel(FactSession session, UUID id) {
        return session.query(REQUEST_CANCEL, session.shop().id(), id).map(JobStore::only);
    }

    /// Lets a queued job begin from this state after `pause`.
    static Uni<JobRow> hold(FactSession session, UUID id, JsonObject state, Duration pause) {
        return session.query(WAIT, session.shop().id(), id, state, pause.toMillis())
                .map(JobStore::only);
    }

    private static JobRow only(RowSet<Row> rows) {
        return first(rows).orElseThrow();
    }

    private static Optional<JobRow> first(RowSet<Row> rows) {
        return Sql.list(rows, JobRow::of).stream().findFirst();
    }
}
