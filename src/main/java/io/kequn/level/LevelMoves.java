package io.kequn.level;

import io.kequn.evaluation.Qualifications.Moved;
import io.kequn.evaluation.Qualifications.Program;
import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.level.LevelEvent.Kind;
import io.kequn.level.LevelHistory.Entry;
import io.kequn.level.LevelMachine.Outcome;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.DueTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of the standings of some customers in one program within a transaction: collected one by one, then
/// logged and written at once.
final class LevelMoves {
    /// The reason of transactions that put everyone where a newly published program says.
    private static final String DEFINITION = "definition";

    private final FactSession session;
    private final Program program;
    private final LiveProgram live;
    private final LevelMachine machine;
    private final List<StandingRow> rows = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    LevelMoves(FactSession session, Program program, LiveProgram live) {
        this.session = session;
        this.program = program;
        this.live = live;
        this.machine = live.machine(session.shop().zone());
    }

    LevelMachine machine() {
        return machine;
    }

    /// What follows for a customer from what the customer qualifies for; `row` is null for one whom the program
    /// has not seen.
    void take(UUID customer, @Nullable StandingRow row, Qualified qualified) {
        var at = session.at();
        if (row == null) {
            boolean atOnce = session.reason().equals(DEFINITION);
            add(customer, null, qualified, machine.enrol(qualified, atOnce, at));
            return;
        }
        @Nullable Standing standing = row.standing(live);
        if (standing == null) {
            replace(customer, row, qualified, at);
        } else {
            add(customer, row, qualified, machine.advance(standing, row.next(), qualified, at));
        }
    }

    /// Whether the version that goes live leaves one alone who stands in the program.
    static boolean leaves(StandingRow row, LiveProgram live, LevelMachine machine, Instant at) {
        @Nullable Standing standing = row.standing(live);
        if (standing == null) {
            return false;
        }
        var outcome = machine.advance(machine.adapted(standing, at), row.next(), row.qualified(live), at);
        return outcome.standing().equals(standing) && Objects.equals(outcome.next(), row.next());
    }

    /// What follows for one who stands in the program when another version of it goes live.
    void adapt(StandingRow row) {
        var at = session.at();
        if (leaves(row, live, machine, at)) {
            return;
        }
        @Nullable Standing standing = row.standing(live);
        var qualified = row.qualified(live);
        if (standing == null) {
            replace(row.customer(), row, qualified, at);
        } else {
            add(
                    row.customer(),
                    row,
                    qualified,
                    machine.advance(machine.adapted(standing, at), row.next(), qualified, at));
        }
    }

    /// The level of the customer is gone from the program.
    private void replace(UUID customer, StandingRow row, Qualified qualified, Instant at) {
        var outcome = machine.enrol(qualified, true, at);
        @Nullable String to = live.key(live.number(outcome.standing().level()));
        entries.add(entry(customer, Kind.PROGRAM_CHANGED, live.key(row.level()), to, at, null));
        add(customer, row, qualified, outcome);
    }

    /// Takes the outcome for a customer whose standing was in the row.
    void add(UUID customer, @Nullable StandingRow before, Qualified qualified, Outcome outcome) {
        var row = StandingRow.of(customer, program.subject().id(), live, qualified, outcome);
        rows.add(row);
        for (var event : outcome.events()) {
            entries.add(entry(
                    customer,
                    event.kind(),
                    live.key(live.number(event.from())),
                    live.key(live.number(event.to())),
                    event.at(),
                    event.end()));
        }
        @Nullable String from = before == null ? null : live.key(before.level());
        @Nullable String to = live.key(row.level());
        if (!Objects.equals(from, to)) {
            moved.add(new Moved(customer, program.subject(), from, to));
        }
    }

    private Entry entry(
            UUID customer, Kind kind, @Nullable String from, @Nullable String to, Instant at, @Nullable Instant end) {
        return new Entry(customer, program.subject().id(), program.version(), kind, from, to, at, end);
    }

    /// Log first, then apply; gives whose level is another. The clock of the levels is set to what comes next.
    List<Moved> write(@Nullable String note, @Nullable String author) {
        int id = program.subject().id();
        ChangeLog.append(
                session,
                moved.stream()
                        .map(move -> Change.level(move.customer(), id, move.from(), move.to(), program.version()))
                        .toList());
        LevelHistory.append(session, entries, note, author);
        StandingStore.write(session, rows);
        rows.stream()
                .map(StandingRow::next)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(next -> session.send(DueTable.plan(session, LevelClock.KIND, next)));
        return List.copyOf(moved);
    }
}
