package io.kequn.level;

import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.Qualifications.Moved;
import io.kequn.evaluation.Qualifications.Program;
import io.kequn.evaluation.RangeBuild;
import io.kequn.evaluation.RuleSubject;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.Step;
import io.kequn.publication.RuleBuild;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Puts all customers where a program that was published says; then those on whose standing it has an effect
/// though what they qualify for is as before: their level is gone, or levels are held for another time. Those
/// are looked for without locks, since writers go by the new terms already; where only rules are others, there
/// are none and nobody looks. Of an archived program everybody loses the level.
@Singleton
class LevelProgramBuild extends RuleBuild {
    static final String KIND = "level-program-build";

    /// Of the job's parameters: whether standings may be others though what the customers qualify for is as
    /// before.
    static final String ADAPTS = "adapts";

    private static final String FIND = """
        select key, archived_at, build_id, live_version from level_program where shop_id = $1 and id = $2\
        """;
    private static final String END = """
        update level_program set status = $4, updated_at = clock_timestamp()
        where shop_id = $1 and id = $2 and build_id = $3 and status = 'building'\
        """;
    private static final String STANDING = """
        select customer_id from customer_level where shop_id = $1 and level_program_id = $2 and customer_id > $3
        order by customer_id limit $4\
        """;
    private static final String STANDINGS = "select " + StandingStore.COLUMNS + """
         from customer_level cl where cl.shop_id = $1 and cl.level_program_id = $2 and cl.customer_id > $3
        order by cl.customer_id limit $4\
        """;
    private static final String LEAVE = """
        delete from customer_level cl using level_program p, level l
        where cl.shop_id = $1 and cl.level_program_id = $2 and cl.customer_id = any($3) and p.shop_id = $1
          and p.id = cl.level_program_id and l.shop_id = $1 and l.id = cl.level_id
        returning cl.customer_id, nullif(l.key, '') level_key, p.key program_key\
        """;
    private static final UUID BEGIN = new UUID(0, 0);
    private final LiveRules live;
    private final RangeBuild ranges;
    private final LivePrograms programs;

    LevelProgramBuild(LiveRules live, RangeBuild ranges, LivePrograms programs) {
        super(new Built(KIND, Scope.SEGMENTS_READ, Scope.SEGMENTS_PUBLISH, "levelProgram", FIND, END));
        this.live = live;
        this.ranges = ranges;
        this.programs = programs;
    }

    @Override
    protected Uni<Step> step(FactSession session, JobRun run, int id, Row found) {
        if (found.getOffsetDateTime("archived_at") != null) {
            return clear(session, id);
        }
        var standing = run.state().getString("standing");
        if (standing != null) {
            var subject = RuleSubject.levelProgram(id, found.getString("key"));
            return adapt(session, new Program(subject, found.getInteger("live_version")), UUID.fromString(standing));
        }
        var rule = live.of(session).layerSet(RuleSubject.below(id)).orElseThrow();
        boolean adapts = run.parameters().getBoolean(ADAPTS, true);
        return ranges.step(session, run, rule).map(step -> adapts ? thenAdapt(step) : step);
    }

    /// After the last range come those who stand in the program already.
    private static Step thenAdapt(Step step) {
        return step.finished()
                ? Step.more(new JsonObject().put("standing", BEGIN.toString())).did(step.done())
                : step;
    }

    private Uni<Step> adapt(FactSession session, Program program, UUID after) {
        int id = program.subject().id();
        return programs.of(session, id, program.version())
                .chain(version -> session.readInstant()
                        .chain(at -> session.query(STANDINGS, session.shop().id(), id, after, ranges.most())
                                .map(rows -> Sql.list(rows, StandingRow::of))
                                .call(rows -> adapt(session, program, version, concerned(session, version, rows, at)))))
                .map(this::next);
    }

    private Step next(List<StandingRow> rows) {
        return rows.size() < ranges.most()
                ? Step.last()
                : Step.more(new JsonObject()
                        .put("standing", rows.getLast().customer().toString()));
    }

    private static List<UUID> concerned(FactSession session, LiveProgram version, List<StandingRow> rows, Instant at) {
        var machine = version.machine(session.shop().zone());
        return rows.stream()
                .filter(row -> !LevelMoves.leaves(row, version, machine, at))
                .map(StandingRow::customer)
                .toList();
    }

    private static Uni<?> adapt(FactSession session, Program program, LiveProgram version, List<UUID> concerned) {
        if (concerned.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.lockActive(concerned)
                .chain(locked -> StandingStore.of(session, program.subject().id(), locked)
                        .invoke(rows -> write(session, program, version, rows)));
    }

    private static void write(FactSession session, Program program, LiveProgram version, List<StandingRow> rows) {
        var moves = new LevelMoves(session, program, version);
        rows.forEach(moves::adapt);
        var moved = moves.write(null, null).stream().map(Moved::customer).toList();
        session.changed(moved, Facts.level(program.subject().key()));
    }

    /// One step of an archived program's end.
    private Uni<Step> clear(FactSession session, int id) {
        return session.query(STANDING, session.shop().id(), id, BEGIN, ranges.most())
                .map(rows -> Sql.list(rows, row -> row.getUUID("customer_id")))
                .call(session::lock)
                .call(ids -> leave(session, id, ids))
                .map(ids -> ids.isEmpty()
                        ? Step.last()
                        : Step.more(new JsonObject()).did(ids.size()));
    }

    private static Uni<?> leave(FactSession session, int id, List<UUID> ids) {
        return session.query(LEAVE, session.shop().id(), id, ids.toArray(UUID[]::new))
                .map(rows -> Sql.list(rows, row -> row))
                .invoke(rows -> {
                    ChangeLog.append(
                            session,
                            rows.stream()
                                    .filter(row -> row.getString("level_key") != null)
                                    .map(row -> Change.level(
                                            row.getUUID("customer_id"), id, row.getString("level_key"), null, null))
                                    .toList());
                    rows.forEach(row -> session.changed(
                            List.of(row.getUUID("customer_id")), Facts.level(row.getString("program_key"))));
                });
    }
}
