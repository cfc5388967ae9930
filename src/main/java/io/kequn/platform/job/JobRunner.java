package io.kequn.platform.job;

import static io.kequn.platform.problem.ErrorCode.INTERNAL;
import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Text;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes jobs and does them step by step.
@Singleton
class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /// Wrong data, broken constraints and wrong SQL do not mend themselves.
    private static final Set<String> LASTING = Set.of("22", "23", "42");

    private static final Text BROKEN =
            new Text("The job failed on our side; its log names it by its id.", "任务因服务内部错误而失败；日志中可按任务 ID 查找。");

    private final FactTransaction transactions;
    private final ShopReads reads;
    private final JobSettings settings;
    private final Map<String, JobHandler> handlers;
    private final MeterRegistry meters;

    JobRunner(
            FactTransaction transactions,
            ShopReads reads,
            JobSettings settings,
            @All List<JobHandler> handlers,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.reads = reads;
        this.settings = settings;
        this.meters = meters;
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
    }

    /// Takes the shop's oldest free job of a kind that this replica knows; empty if there is none. Each take
    /// is an owner of its own: a run that this very replica has lost, standing still for longer than its lease,
    /// must not go on beside the run that took over.
    Uni<Optional<JobRun>> claim(Shop shop) {
        var caller = SystemCallers.of(shop, "jobs");
        return transactions
                .write(
                        new Command<>(caller, "jobs/claim", null, Claim.class),
                        session -> JobStore.claim(
                                        session, List.copyOf(handlers.keySet()), UUID.randomUUID(), settings.lease())
                                .map(row -> changes -> new Claim(row.orElse(null))))
                .map(claim -> Optional.ofNullable(claim.row).map(row -> run(shop, row)));
    }

    /// When the shop's next open job can be taken, by the database's clock; empty if none is open.
    Uni<Optional<OffsetDateTime>> next(Shop shop) {
        return reads.query(shop, JobStore.NEXT, Sql.tuple(shop.id()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("at")));
    }

    private JobRun run(Shop shop, JobRow row) {
        var handler = Objects.requireNonNull(handlers.get(row.kind()));
        return new JobRun(transactions, handler, SystemCallers.of(shop, "job:" + row.id()), settings.lease(), row);
    }

    private record Claim(@Nullable JobRow row) {}

    /// Does steps until the job ends, fails, or this replica stops; never fails itself.
    Uni<Void> drive(JobRun run, BooleanSupplier stopping) {
        return steps(run, stopping)
                .onFailure()
                .recoverWithUni(failure -> give(run, failure))
                .invoke(() -> count(run))
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "Job %s stays leased: its end was not saved", run.id()))
                .onFailure()
                .recoverWithNull();
    }

    private void count(JobRun run) {
        if (!run.status().open()) {
            meters.counter(
                            "kequn.jobs.ended",
                            "kind",
                            run.handler().kind(),
                            "status",
                            run.status().text())
                    .increment();
        }
    }

    private Uni<Void> steps(JobRun run, BooleanSupplier stopping) {
        if (run.attempts() >= MOST_ATTEMPTS) {
            return run.end(JobStatus.FAILED, Job.JobError.stored(INTERNAL.code(), BROKEN));
        }
        return Uni.createFrom()
                .deferred(() -> run.handler().step(run))
                .map(run::goesOn)
                .repeat()
                .whilst(more -> more && !stopping.getAsBoolean())
                .collect()
                .last()
                .chain(more ->
                        more ? run.release(0, Duration.ZERO) : Uni.createFrom().voidItem());
    }

    /// Decides what a failed step means for the job.
    private Uni<Void> give(JobRun run, Throwable failure) {
        if (failure instanceof JobStopped stopped) {
            return stopped.isCancelled()
                    ? run.end(JobStatus.CANCELLED, null)
                    : Uni.createFrom().voidItem();
        }
        if (failure instanceof Refusal refusal && refusal.code().status() != UNAVAILABLE.status()) {
            return run.end(JobStatus.FAILED, Job.JobError.stored(refusal.code().code(), refusal.detail()));
        }
        if (lasts(failure) || run.attempts() + 1 >= MOST_ATTEMPTS) {
            LOG.errorf(failure, "Job %s failed", run.id());
            return run.end(JobStatus.FAILED, Job.JobError.stored(INTERNAL.code(), BROKEN));
        }
        LOG.warnf("Job %s is tried again: %s", run.id(), failure);
        return run.release(1, pause(run.attempts()));
    }

    private static boolean lasts(Throwable failure) {
        if (failure instanceof PgException pg) {
            var state = pg.getSqlState();
            return state != null && state.length() == 5 && LASTING.contains(state.substring(0, 2));
        }
        // Errors of ours, as opposed to broken connections.
        return failure instanceof RuntimeException
                && !(failure instanceof UncheckedIOException)
                && failure.getClass().getPackageName().startsWith("java.");
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
