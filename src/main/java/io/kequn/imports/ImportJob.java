package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.OffLoop;
import io.kequn.platform.job.Step;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Works a file off. First it counts the rows, so that progress means something. Rows that are things of their
/// own are then written as they are read; rows that belong together are first put in order, then written thing
/// by thing. Where it stands is saved in the transaction that got it there, so that a restart loses nothing and
/// doubles nothing.
@Singleton
class ImportJob implements JobHandler {
    static final String KIND = "import";

    /// Pieces that a step counts.
    private static final int PIECES_TO_COUNT = 32;

    /// How many rows a step puts in order.
    private static final int ROWS_TO_SORT = 4_000;

    private final ImportWriter writer;
    private final Assembler assembler;
    private final ImportSettings settings;
    private final ObjectMapper json;

    /// Gone with the run that it belongs to: another run of the same job begins with a look at the database.
    private final Cache<JobRun, ReadAhead> ahead =
            Caffeine.newBuilder().weakKeys().build();

    ImportJob(ImportWriter writer, Assembler assembler, ImportSettings settings, ObjectMapper json) {
        this.writer = writer;
        this.assembler = assembler;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Scope reads() {
        return Scope.IMPORTS_READ;
    }

    @Override
    public Scope writes() {
        return Scope.IMPORTS_WRITE;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        var place = new Place(run.state());
        var file = new ImportFile(run.id(), PlanReader.read(Specs.read(json, run.parameters()), run.shop()));
        return switch (place.position().phase()) {
            case WAITING -> run.facts("import", session -> Uni.createFrom().failure(ImportJob::tooLate));
            case COUNT -> run.facts("import", session -> count(session, file, place));
            case READ, WRITE -> write(run, file, place);
        };
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        return ImportStore.forget(session, run.id());
    }

    private static Refusal tooLate() {
        return STATE_CONFLICT.because("No file came in time.", "未在规定时间内收到文件。");
    }

    private Uni<Step> count(FactSession session, ImportFile file, Place begin) {
        var source = assembler.inStep(session);
        return file.withDialect(source, begin)
                .chain(place -> file.window(source, place, PIECES_TO_COUNT)
                        .chain(window -> OffLoop.run(() -> counted(place, window))));
    }

    private static Step counted(Place place, RecordWindow window) {
        var counted = place.withRows(place.rows() + window.count());
        if (window.atEnd()) {
            var first = Place.first(place.dialect(), ImportPhase.READ);
            return Step.more(counted.at(first).state()).of(counted.rows());
        }
        var on = new Place.Position(ImportPhase.COUNT, window.offset(), window.line(), "");
        return Step.more(counted.at(on).state());
    }

    /// Rows that were not read ahead, as in the first step of a run, are read by the step itself: a run that is
    /// taken over before its first step has ended must leave something done, or many in a row would never end.
    private Uni<Step> write(JobRun run, ImportFile file, Place place) {
        var rows = ahead.get(run, key -> readAhead(key, file));
        return rows.awaited(place)
                .chain(ready -> run.facts(
                        "import",
                        session -> rows.take(assembler.inStep(session), place)
                                .chain(portion -> writer.write(session, file, place, portion))));
    }

    private ReadAhead readAhead(JobRun run, ImportFile file) {
        int most = file.plan().groups() ? ROWS_TO_SORT : settings.batch();
        return new ReadAhead(
                new FilePortions(file, assembler, most),
                new SortedPortions(file, assembler, settings.batch()),
                assembler.ahead(run.shop()));
    }
}
