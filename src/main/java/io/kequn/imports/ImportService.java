package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.IMPORT_NOT_FOUND;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.job.JobService;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.kequn.platform.job.StoredJob;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts imports, shows and cancels them. Their files come through `ImportContent`.
@Singleton
public class ImportService {
    private static final int LONGEST_SHOWN = 100;
    private static final String LIST = "imports";

    private final FactTransaction facts;
    private final Jobs jobs;
    private final JobService jobService;
    private final Cursors cursors;
    private final ImportSettings settings;
    private final ObjectMapper json;

    ImportService(
            FactTransaction facts,
            Jobs jobs,
            JobService jobService,
            Cursors cursors,
            ImportSettings settings,
            ObjectMapper json) {
        this.facts = facts;
        this.jobs = jobs;
        this.jobService = jobService;
        this.cursors = cursors;
        this.settings = settings;
        this.json = json;
    }

    /// Makes an import that waits for its file. Refuses a spec by which no row could be read.
    public Uni<Import> create(ImportSpec spec) {
        var caller = writer(spec.kind());
        var plan = PlanReader.read(spec, caller.ofShop());
        if (plan.columns().containsKey(Targets.TAGS)) {
            caller.requireScope(Scope.TAGS_WRITE);
        }
        var state = new JsonObject().put("phase", ImportPhase.WAITING.name());
        var job = NewJob.of(ImportJob.KIND, Specs.write(json, spec)).withState(state);
        return facts.write(
                new Command<>(caller, "imports", spec, Import.class),
                session -> jobs.createWaiting(session, job, settings.patience())
                        .chain(made -> jobs.lock(session, ImportJob.KIND, made.id()))
                        .map(stored -> changes -> view(stored.orElseThrow())));
    }

    /// The caller if it may bring in things of this kind.
    static Caller writer(ImportKind kind) {
        return Caller.with(Scope.IMPORTS_WRITE).and(kind.scope());
    }

    public Uni<Import> get(UUID id) {
        return known(Caller.with(Scope.IMPORTS_READ), id).map(this::view);
    }

    /// Empty where there is none.
    public Uni<Optional<Import>> find(UUID id) {
        return jobs.stored(Caller.with(Scope.IMPORTS_READ), ImportJob.KIND, id).map(found -> found.map(this::view));
    }

    /// The newest first.
    public Uni<Page<Import>> list(PageRequest request) {
        var caller = Caller.with(Scope.IMPORTS_READ);
        var position = cursors.position(caller, LIST, request);
        @Nullable UUID after = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        return jobs.stored(caller, ImportJob.KIND, after, request.rows())
                .map(rows -> cursors.page(
                        caller,
                        LIST,
                        request,
                        rows.stream().map(this::view).toList(),
                        one -> List.of(one.id().toString())))
                .chain(page -> request.count()
                        ? jobs.count(caller, ImportJob.KIND).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// Stops the import after its running step. What it has written stays written.
    public Uni<Import> cancel(UUID id) {
        var caller = Caller.with(Scope.IMPORTS_WRITE);
        return known(caller, id)
                .chain(found -> jobService.cancel(id.toString()))
                .chain(cancelled -> known(caller, id))
                .map(this::view);
    }

    Uni<StoredJob> known(Caller caller, UUID id) {
        return jobs.stored(caller, ImportJob.KIND, id).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    Import view(StoredJob stored) {
        return Import.of(stored, spec(stored));
    }

    ImportSpec spec(StoredJob stored) {
        return Specs.read(json, stored.parameters());
    }

    /// The id that a path names; what is no UUID is no import's.
    static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> unknown(text.length() > LONGEST_SHOWN ? "…" : text));
    }

    static Refusal unknown(UUID id) {
        return unknown(id.toString());
    }

    private static Refusal unknown(String id) {
        return IMPORT_NOT_FOUND.because("No import has the id `" + id + "`.", "没有 ID 为 `" + id + "` 的导入任务。");
    }
}
