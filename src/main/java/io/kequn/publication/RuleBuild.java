package io.kequn.publication;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/// The build of what rules decide: a segment, a tag, or a layer set. A newer build takes over from one that is
/// running.
public abstract class RuleBuild implements JobHandler {
    private final Built built;

    protected RuleBuild(Built built) {
        this.built = built;
    }

    /// What is built, and where it stands.
    ///
    /// @param parameter the job's parameter with the number of what is built
    /// @param find for the shop `$1` and the number `$2`, its `build_id` and what else a step needs
    /// @param end gives it the status `$4` if its build is still `$3`
    public record Built(String kind, Scope reads, Scope writes, String parameter, String find, String end) {
        int number(JobRun run) {
            return run.parameters().getInteger(parameter);
        }
    }

    /// One step, of what `find` has found.
    protected abstract Uni<Step> step(FactSession session, JobRun run, int number, Row found);

    /// One step, of what is gone.
    protected Uni<Step> gone(FactSession session, int number) {
        return Uni.createFrom().item(Step.last());
    }

    @Override
    public String kind() {
        return built.kind;
    }

    @Override
    public Scope reads() {
        return built.reads;
    }

    @Override
    public Scope writes() {
        return built.writes;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        return run.facts(
                "definition",
                session -> session.query(built.find, session.shop().id(), built.number(run))
                        .chain(rows -> step(session, run, rows)));
    }

    private Uni<Step> step(FactSession session, JobRun run, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return gone(session, built.number(run));
        }
        var found = rows.iterator().next();
        boolean latest = run.id().equals(found.getUUID("build_id"));
        return latest
                ? step(session, run, built.number(run), found)
                : Uni.createFrom().item(Step.last());
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        var status = outcome == JobStatus.SUCCEEDED ? SegmentStatus.READY : SegmentStatus.FAILED;
        return session.query(built.end, session.shop().id(), built.number(run), run.id(), status.text())
                .replaceWithVoid();
    }
}
