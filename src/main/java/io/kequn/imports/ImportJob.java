package io.kequn.imports;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Works a file off. First it counts the rows, so that progress means something. Rows that are things of their own are
/// then written as they are read; rows that belong together are first put in order, then written thing by thing. Where
/// it stands is saved in the transaction that got it there, so that a restart loses nothing and doubles nothing.
@Singleton
class ImportJob implements JobHandler {
    static final String KIND = "import";

    /// Pieces that a step looks at: to count, to read rows, and to find the end of a row that is longer.
    private static final int PIECES_TO_COUNT = 32;

    private static final int PIECES = 3;
    private static final int PIECES_OF_LONG_ROW = 2 + RecordScanner.LONGEST / ImportStore.PIECE;

    /// How many rows a step puts in order.
    private static final int ROWS_TO_SORT = 4_000;

    private final ImportWriter writer;
    private final ImportSettings settings;
    private final ObjectMapper json;

    ImportJob(ImportWriter writer, ImportSettings settings, ObjectMapper json) {
        this.writer = writer;
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
        return run.facts("import", session -> step(session, run));
    }

    private Uni<Step> step(FactSession session, JobRun run) {
        var plan = ImportPlan.of(spec(run.parameters()), run.shop());
        var place = new Place(run, plan, run.state());
        return switch (ImportPhase.of(place.state)) {
            case WAITING -> throw STATE_CONFLICT.because("No file came in time.", "未在规定时间内收到文件。");
            case COUNT -> count(session, place);
            case READ -> read(session, place);
            case WRITE -> write(session, place);
        };
    }

    ImportSpec spec(JsonObject parameters) {
        return Specs.read(json, parameters);
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        return ImportStore.forget(session, run.id());
    }

    /// Where a step begins. `state` is the step's own copy.
    private record Place(JobRun run, ImportPlan plan, JsonObject state) {
        long offset() {
            return state.getLong("offset", 0L);
        }

        long size() {
            return state.getLong("size");
        }

        Dialect dialect() {
            return Dialect.read(state.getJsonObject("dialect"));
        }
    }

    private Uni<Step> count(FactSession session, Place place) {
        return window(session, place, PIECES_TO_COUNT).map(window -> counted(place, window));
    }

    private Step counted(Place place, RecordWindow window) {
        var state = place.state;
        long rows = state.getLong("rows", 0L);
        for (var record = window.next(); record != null; record = window.next()) {
            rows += record.isBlank() ? 0 : 1;
        }
        if (!window.atEnd()) {
            return Step.more(
                    state.put("rows", rows).put("offset", window.offset()).put("line", window.line()));
        }
        var dialect = place.dialect();
        return Step.more(state.put("rows", rows)
                        .put("offset", (long) dialect.begin())
                        .put("line", (long) dialect.line())
                        .put("phase", ImportPhase.READ.name()))
                .of(rows);
    }

    /// Reads the next rows; writes them at once where each is a thing of its own.
    private Uni<Step> read(FactSession session, Place place) {
        return window(session, place, PIECES).chain(window -> read(session, place, window));
    }

    private Uni<Step> read(FactSession session, Place place, RecordWindow window) {
        var faults = new Faults();
        var reader = new RowReader(place.plan, window.dialect(), json, faults);
        int most = place.plan.groups() ? ROWS_TO_SORT : settings.batch();
        var rows = new ArrayList<Row>();
        long seen = 0;
        for (var record = window.next(); record != null; record = window.next()) {
            if (!record.isBlank()) {
                seen++;
                reader.read(record.line(), record.text(), record.broken()).ifPresent(rows::add);
            }
            if (seen == most) {
                break;
            }
        }
        var state = place.state.put("offset", window.offset()).put("line", window.line());
        boolean last = window.atEnd();
        if (place.plan.groups()) {
            var next = last ? state.put("phase", ImportPhase.WRITE.name()) : state;
            return sort(session, place, faults, rows).chain(() -> finish(session, place, faults, next, 0, false));
        }
        long through = seen;
        return writer.write(session, new ImportWriter.Batch(place.plan, single(rows), faults, tally(place)))
                .chain(tally -> finish(session, place, faults, tally.write(state), through, last));
    }

    private static List<List<Row>> single(List<Row> rows) {
        return rows.stream().map(List::of).toList();
    }

    private static ImportTally tally(Place place) {
        return ImportTally.read(place.state);
    }

    /// Rows without an id belong to nothing.
    private static Uni<Void> sort(FactSession session, Place place, Faults faults, List<Row> rows) {
        var keyed = new ArrayList<Map.Entry<String, Row>>();
        for (var row : rows) {
            var id = row.get(Targets.EXTERNAL_ID);
            if (id == null) {
                faults.add(row, "input_invalid", place.plan.columnOf(Targets.EXTERNAL_ID), RowTexts.REQUIRED);
                continue;
            }
            keyed.add(Map.entry(id, row));
        }
        return ImportStore.keepRows(session, place.run.id(), keyed);
    }

    /// Notes the errors and how far it came. `seen` rows were looked at for good, those among the faults failed.
    private Uni<Step> finish(
            FactSession session, Place place, Faults faults, JsonObject state, long seen, boolean last) {
        var tally = ImportTally.read(state);
        long room = settings.mostErrors() - tally.allErrors();
        faults.all().forEach(tally::failed);
        var kept = faults.all().stream().limit(Math.max(0, room)).toList();
        var step = new Step(last, tally.write(state), Math.max(0, seen - faults.rows()), faults.rows(), null);
        return ImportStore.keepErrors(session, place.run.id(), kept).replaceWith(step);
    }

    /// Writes the next things from the rows in order.
    private Uni<Step> write(FactSession session, Place place) {
        var after = place.state.getString("after", "");
        int limit = ROWS_TO_SORT + 1;
        return ImportStore.rows(session, place.run.id(), after, limit)
                .chain(rows -> write(session, place, Groups.of(rows, limit, settings.batch())));
    }

    private Uni<Step> write(FactSession session, Place place, Groups groups) {
        var faults = new Faults();
        var tooLarge = groups.tooLarge();
        if (tooLarge != null) {
            faults.add(
                    tooLarge.getValue(),
                    "order_too_large",
                    place.plan.columnOf(Targets.EXTERNAL_ID),
                    RowTexts.TOO_MANY_LINES);
            return ImportStore.count(session, place.run.id(), tooLarge.getKey())
                    .chain(rows -> finish(session, place, faults, place.state.put("after", tooLarge.getKey()), 1, false)
                            .map(step -> step.failed(rows - 1)));
        }
        return writer.write(session, new ImportWriter.Batch(place.plan, groups.rows(), faults, tally(place)))
                .chain(tally -> finish(
                        session,
                        place,
                        faults,
                        tally.write(place.state).put("after", groups.lastKey()),
                        groups.count(),
                        groups.isLast()));
    }

    private static Uni<RecordWindow> window(FactSession session, Place place, int pieces) {
        if (place.state.containsKey("dialect")) {
            return window(session, place, place.dialect(), pieces);
        }
        return ImportStore.bytes(session, place.run.id(), 0, PIECES_OF_LONG_ROW)
                .map(head -> Dialect.of(place.plan, head, place.state.getBoolean("wellFormed")))
                .invoke(dialect -> place.state
                        .put("dialect", dialect.stored())
                        .put("offset", (long) dialect.begin())
                        .put("line", (long) dialect.line()))
                .chain(dialect -> window(session, place, dialect, pieces));
    }

    /// As many pieces as asked for, or more where not even one row ends in them.
    private static Uni<RecordWindow> window(FactSession session, Place place, Dialect dialect, int pieces) {
        return ImportStore.bytes(session, place.run.id(), place.offset(), pieces)
                .map(bytes ->
                        new RecordWindow(dialect, bytes, place.offset(), place.size(), place.state.getLong("line")))
                .chain(window -> window.isStuck() && pieces < PIECES_OF_LONG_ROW
                        ? window(session, place, dialect, PIECES_OF_LONG_ROW)
                        : Uni.createFrom().item(window));
    }
}
