package io.kequn.platform.job;

import static io.kequn.platform.problem.ErrorCode.JOB_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows jobs and cancels them. What a caller may see follows from the kind of the job.
@Singleton
public class JobService {
    private static final String LIST = "select " + JobRow.COLUMNS + """
         from job where shop_id = $1 and kind = any($2) and ($3::uuid is null or id < $3)
        order by id desc limit $4\
        """;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String COUNT = "select count(*) n from job where shop_id = $1 and kind = any($2)";

    /// How often a job that is followed is looked at.
    private static final Duration LOOK = Duration.ofMillis(300);

    private final ShopReads reads;
    private final FactTransaction facts;
    private final Jobs jobs;
    private final Cursors cursors;
    private final Map<String, JobHandler> handlers;

    JobService(ShopReads reads, FactTransaction facts, Jobs jobs, Cursors cursors, @All List<JobHandler> handlers) {
        this.reads = reads;
        this.facts = facts;
        this.jobs = jobs;
        this.cursors = cursors;
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
    }

    public Uni<Job> get(String id) {
        return find(id).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    public Uni<Optional<Job>> find(String id) {
        return find(Caller.current(), id);
    }

    private Uni<Optional<Job>> find(Caller caller, String id) {
        return jobs.find(caller.ofShop(), uuid(id)).map(found -> found.map(row -> readable(row, caller)));
    }

    /// The job, and again whenever it has gone on, until it has ended.
    public Multi<Job> follow(String id) {
        var again = Caller.again();
        return Multi.createBy()
                .repeating()
                .uni(() -> again.get().chain(caller -> find(caller, id)))
                .withDelay(LOOK)
                .whilst(found -> found.map(job -> job.status().open()).orElse(false))
                .map(found -> found.orElseThrow(() -> unknown(id)))
                .skip()
                .repetitions();
    }

    /// The newest first; only kinds that the caller may see.
    public Uni<Page<Job>> list(PageRequest request) {
        var caller = Caller.current();
        var kinds = readable(caller);
        var list = "jobs " + String.join(",", kinds);
        var position = cursors.position(caller, list, request);
        @Nullable UUID after = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        return reads.list(
                        caller.ofShop(),
                        row -> Job.of(JobRow.of(row), caller.locale()),
                        LIST,
                        caller.ofShop().id(),
                        kinds.toArray(String[]::new),
                        after,
                        request.rows())
                .map(rows -> cursors.page(
                        caller, list, request, rows, job -> List.of(job.id().toString())))
                .chain(page -> request.count()
                        ? counted(caller, kinds, page)
                        : Uni.createFrom().item(page));
    }

    /// Ends a job that waits, and asks one that runs to stop after its step. What it has done stays done.
    public Uni<Job> cancel(String text) {
        var caller = Caller.current();
        var id = uuid(text);
        var command = new Command<>(caller, "jobs/" + id + "/cancel", null, Job.class);
        return facts.write(
                        command,
                        session -> JobStore.lock(session, id)
                                .map(found -> found.orElseThrow(() -> unknown(text)))
                                .chain(row -> cancel(session, caller, row))
                                .map(row -> changes -> Job.of(row, caller.locale())))
                .invoke(jobs::wake);
    }

    private Uni<JobRow> cancel(FactSession session, Caller caller, JobRow row) {
        caller.requireScope(handler(row).writes());
        return switch (row.status()) {
            case CANCELLED -> Uni.createFrom().item(row);
            case QUEUED, RUNNING ->
                JobStore.requestCancel(session, row.id()).call(() -> DueTable.now(session, Jobs.DUE));
            case SUCCEEDED, FAILED ->
                throw STATE_CONFLICT.because(
                        "The job has ended already: " + row.status().text() + ".",
                        "任务已结束：" + row.status().text() + "。");
        };
    }

    private Uni<Page<Job>> counted(Caller caller, List<String> kinds, Page<Job> page) {
        return reads.find(
                        caller.ofShop(),
                        row -> row.getLong("n"),
                        COUNT,
                        caller.ofShop().id(),
                        kinds.toArray(String[]::new))
                .map(total -> page.withTotal(total.orElse(0L)));
    }

    private List<String> readable(Caller caller) {
        var kinds = handlers.values().stream()
                .filter(handler -> caller.scopes().contains(handler.reads()))
                .map(JobHandler::kind)
                .sorted()
                .toList();
        if (kinds.isEmpty()) {
            caller.requireScope(Scope.TAGS_READ);
        }
        return kinds;
    }

    private JobHandler handler(JobRow row) {
        var handler = handlers.get(row.kind());
        if (handler == null) {
            throw unknown(row.id().toString());
        }
        return handler;
    }

    private Job readable(JobRow row, Caller caller) {
        caller.requireScope(handler(row).reads());
        return Job.of(row, caller.locale());
    }

    /// One that nobody has, if the text is no UUID.
    private static UUID uuid(String text) {
        return Ids.parse(text).orElse(NOBODY);
    }

    private static Refusal unknown(String id) {
        var shown = id.length() > 100 ? "…" : id;
        return JOB_NOT_FOUND.because("The shop has no job `" + shown + "`.", "店铺没有任务 `" + shown + "`。");
    }
}
