package io.kequn.platform.job;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.FactWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A job in the hands of this replica: where it stands, and the transaction in which its next step is done.
public final class JobRun {
    private final FactTransaction transactions;
    private final JobHandler handler;
    private final Caller caller;
    private final Duration lease;
    private volatile JobRow row;
    private volatile boolean saved;

    JobRun(FactTransaction transactions, JobHandler handler, Caller caller, Duration lease, JobRow row) {
        this.transactions = transactions;
        this.handler = handler;
        this.caller = caller;
        this.lease = lease;
        this.row = row;
    }

    public UUID id() {
        return row.id();
    }

    public Shop shop() {
        return caller.ofShop();
    }

    public Caller caller() {
        return caller;
    }

    /// What was ordered; the same in every step.
    public JsonObject parameters() {
        return row.parameters();
    }

    /// Where the step before has left off. A copy: only what a step answers is saved.
    public JsonObject state() {
        return row.state().copy();
    }

    /// How many things the job has done so far.
    public long done() {
        return row.done();
    }

    /// How many things it could not do.
    public long failed() {
        return row.failed();
    }

    /// Does the step in a fact transaction that also saves its state and counts: both happen or neither does. It
    /// begins with the lock of the job's row, so that no two replicas ever do the same step. `reason` is what the
    /// change log says of the changes. The work may run several times, as in every fact transaction.
    public Uni<Step> facts(String reason, Function<FactSession, Uni<Step>> work) {
        return transactions
                .write(new Command<>(caller, route(), null, Saved.class), reason, session -> step(session, work))
                .invoke(done -> row = done.row)
                .invoke(done -> saved = true)
                .map(Saved::step);
    }

    private Uni<FactWork.Answer<Saved>> step(FactSession session, Function<FactSession, Uni<Step>> work) {
        return lockOurs(session)
                .invoke(JobRun::checkGoesOn)
                .chain(() -> work.apply(session))
                .chain(step -> save(session, step).map(now -> changes -> new Saved(step, now)));
    }

    private Uni<JobRow> save(FactSession session, Step step) {
        var save = JobStore.save(session, id(), step, lease);
        return step.finished() ? save.chain(() -> end(session, JobStatus.SUCCEEDED, null)) : save;
    }

    private Uni<JobRow> end(FactSession session, JobStatus outcome, @Nullable String error) {
        return handler.ended(session, this, outcome).chain(() -> JobStore.end(session, id(), outcome, error));
    }

    /// Ends the job, whatever its caller wants.
    Uni<Void> end(JobStatus outcome, @Nullable String error) {
        return transactions
                .write(
                        new Command<>(caller, route(), null, JobRow.class),
                        session -> lockOurs(session)
                                .chain(() -> end(session, outcome, error))
                                .map(ended -> changes -> ended))
                .invoke(ended -> row = ended)
                .replaceWithVoid();
    }

    /// Gives the job back, for any replica to take after the pause.
    Uni<Void> release(int failures, Duration pause) {
        return transactions
                .write(
                        new Command<>(caller, route(), null, Boolean.class),
                        session -> JobStore.release(session, id(), owner(), failures, pause)
                                .chain(() -> DueTable.now(session, Jobs.DUE))
                                .map(released -> changes -> true))
                .replaceWithVoid();
    }

    /// Whether there is more to do after this step. A step that went past `facts` saved nothing and would run for ever.
    boolean goesOn(Step step) {
        if (!saved) {
            throw new IllegalStateException("a step of " + handler.kind() + " did not go through JobRun.facts");
        }
        saved = false;
        return !step.finished();
    }

    /// How it stands as far as this run knows.
    JobStatus status() {
        return row.status();
    }

    JobHandler handler() {
        return handler;
    }

    int attempts() {
        return row.attempts();
    }

    private UUID owner() {
        var owner = row.leaseOwner();
        if (owner == null) {
            throw JobStopped.lost();
        }
        return owner;
    }

    private String route() {
        return "jobs/" + id();
    }

    /// Locks the row; fails if another replica has taken the job over.
    private Uni<JobRow> lockOurs(FactSession session) {
        return JobStore.lock(session, id()).map(this::checkOurs);
    }

    private JobRow checkOurs(Optional<JobRow> present) {
        return present.filter(now -> now.status().open() && owner().equals(now.leaseOwner()))
                .orElseThrow(JobStopped::lost);
    }

    private static void checkGoesOn(JobRow present) {
        if (present.cancelRequested()) {
            throw JobStopped.cancelled();
        }
    }

    private record Saved(Step step, JobRow row) {}
}
