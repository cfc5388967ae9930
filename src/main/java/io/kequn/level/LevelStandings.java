package io.kequn.level;

import io.kequn.evaluation.Qualification;
import io.kequn.evaluation.Qualifications;
import io.kequn.platform.database.FactSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Moves customers between the levels of programs, in the transactions that make them qualify and when time has
/// come: one read of their standings, the policy of the program for each, one write. Called only under the
/// customers' row locks.
@Singleton
class LevelStandings implements Qualifications {
    private final LivePrograms programs;

    LevelStandings(LivePrograms programs) {
        this.programs = programs;
    }

    @Override
    public Uni<List<Moved>> take(FactSession session, List<Qualification> news) {
        var byProgram =
                news.stream().collect(Collectors.groupingBy(each -> new Program(each.program(), each.version())));
        return each(byProgram.entrySet(), entry -> take(session, entry.getKey(), entry.getValue()));
    }

    @Override
    public Uni<List<Moved>> due(FactSession session, List<Program> due, List<UUID> customers) {
        return each(
                due,
                program -> programs.of(session, program.subject().id(), program.version())
                        .chain(live -> StandingStore.due(
                                        session, program.subject().id(), customers)
                                .map(rows -> advance(session, program, live, rows))));
    }

    private static <T> Uni<List<Moved>> each(Collection<T> all, Function<T, Uni<List<Moved>>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .map(moves -> moves.stream().flatMap(List::stream).toList());
    }

    private Uni<List<Moved>> take(FactSession session, Program program, List<Qualification> news) {
        int id = program.subject().id();
        return programs.of(session, id, program.version())
                .chain(live -> StandingStore.of(
                                session,
                                id,
                                news.stream().map(Qualification::customer).toList())
                        .map(rows -> take(session, program, live, news, rows)));
    }

    private static List<Moved> take(
            FactSession session, Program program, LiveProgram live, List<Qualification> news, List<StandingRow> rows) {
        Map<UUID, StandingRow> before =
                rows.stream().collect(Collectors.toMap(StandingRow::customer, Function.identity()));
        var moves = new LevelMoves(session, program, live);
        for (var each : news) {
            var qualified = new Qualified(Objects.requireNonNull(live.rank(each.level())), session.at());
            moves.take(each.customer(), before.get(each.customer()), qualified);
        }
        return moves.write(null, null);
    }

    private static List<Moved> advance(FactSession session, Program program, LiveProgram live, List<StandingRow> rows) {
        var moves = new LevelMoves(session, program, live);
        rows.forEach(row -> moves.take(row.customer(), row, row.qualified(live)));
        return moves.write(null, null);
    }
}
