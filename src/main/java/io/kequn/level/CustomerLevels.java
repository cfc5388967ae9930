package io.kequn.level;

import static io.kequn.platform.access.Scope.LEVELS_READ;
import static io.kequn.platform.access.Scope.LEVELS_WRITE;
import static io.kequn.platform.problem.ErrorCode.LEVEL_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerResolver;
import io.kequn.evaluation.Qualifications.Moved;
import io.kequn.evaluation.Qualifications.Program;
import io.kequn.evaluation.RuleSubject;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.PublishedEntity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where customers stand, and levels that are given to them by hand.
@Singleton
public class CustomerLevels {
    private static final String PROGRAM = """
        select id, key, live_version from level_program
        where shop_id = $1 and key = $2 and live_version is not null and archived_at is null\
        """;

    private final FactTransaction facts;
    private final CustomerResolver resolver;
    private final CustomerLevelReads reads;
    private final LivePrograms programs;

    CustomerLevels(FactTransaction facts, CustomerResolver resolver, CustomerLevelReads reads, LivePrograms programs) {
        this.facts = facts;
        this.resolver = resolver;
        this.reads = reads;
        this.programs = programs;
    }

    /// What has become of a customer's level, with all that follows from it.
    public record LevelChange(UUID customerId, String program, List<MembershipChange> membershipChanges) {
        public LevelChange {
            membershipChanges = List.copyOf(membershipChanges);
        }
    }

    /// The standings of each of the customers, in the order asked.
    public Uni<List<List<CustomerLevel>>> ofCustomers(List<UUID> ids) {
        return reads.ofCustomers(Caller.with(LEVELS_READ).ofShop(), ids);
    }

    /// Gives a level by hand: it stays until the lock ends, whatever the customer qualifies for; then the rules
    /// decide again. Refuses with `level_not_found`, and with `value_invalid` where the lock has ended already.
    public Uni<LevelChange> assign(String customer, String program, LevelAssignment assignment) {
        var inputs = new Inputs();
        @Nullable
        String reason = inputs.optionalText("/reason", assignment.reason(), PublishedEntity.DESCRIPTION_LENGTH);
        inputs.check();
        var caller = Caller.with(LEVELS_WRITE);
        var command =
                new Command<>(caller, "customers/" + customer + "/levels/" + program, assignment, LevelChange.class);
        return write(command, customer, program, reason, (standing, machine) -> {
            refusePast(assignment.lockUntil(), standing.at());
            int rank = standing.live.rankOf(assignment.level()).orElseThrow(() -> noLevel(program, assignment.level()));
            return machine.assign(
                    standing.now(machine), rank, assignment.lockUntil(), standing.qualified(), standing.at());
        });
    }

    /// Takes back a level that was given by hand: the rules decide again, at once. Changes nothing where the
    /// rules do.
    public Uni<LevelChange> release(String customer, String program) {
        var caller = Caller.with(LEVELS_WRITE);
        var command = new Command<>(
                caller, "customers/" + customer + "/levels/" + program + "/release", Map.of(), LevelChange.class);
        return write(command, customer, program, null, (standing, machine) -> {
            var now = standing.now(machine);
            return now.lock() == null
                    ? machine.advance(now, null, standing.qualified(), standing.at())
                    : machine.release(now, standing.qualified(), standing.at());
        });
    }

    private interface Deed {
        LevelMachine.Outcome on(Present present, LevelMachine machine);
    }

    /// A standing under the customer's lock.
    private record Present(StandingRow row, LiveProgram live, Instant at) {
        Qualified qualified() {
            return row.qualified(live);
        }

        /// What was due before is done first.
        Standing now(LevelMachine machine) {
            @Nullable Standing standing = row.standing(live);
            return standing == null
                    ? machine.enrol(qualified(), true, at).standing()
                    : machine.advance(standing, row.next(), qualified(), at).standing();
        }
    }

    private Uni<LevelChange> write(
            Command<LevelChange> command, String customer, String key, @Nullable String note, Deed deed) {
        return facts.write(
                command,
                "manual",
                session -> resolver.lock(session, customer)
                        .chain(id -> program(session, key)
                                .chain(program -> moved(session, id, program, note, deed))
                                .invoke(moved -> tell(session, id, key, moved))
                                .map(moved -> changes -> new LevelChange(id, key, changes))));
    }

    private static Uni<Program> program(FactSession session, String key) {
        return session.query(PROGRAM, session.shop().id(), key)
                .map(rows -> Sql.list(rows, CustomerLevels::program).stream()
                        .findFirst()
                        .orElseThrow(() -> Kind.LEVEL_PROGRAM.missing(key)));
    }

    private static Program program(Row row) {
        var subject = RuleSubject.levelProgram(row.getInteger("id"), row.getString("key"));
        return new Program(subject, row.getInteger("live_version"));
    }

    private Uni<List<Moved>> moved(FactSession session, UUID id, Program program, @Nullable String note, Deed deed) {
        int number = program.subject().id();
        return programs.of(session, number, program.version())
                .chain(live -> StandingStore.of(session, number, List.of(id)).map(rows -> {
                    if (rows.isEmpty()) {
                        throw STATE_CONFLICT.because(
                                "The level program is still being built for this customer; try again in a moment.",
                                "该客户的等级体系仍在构建，请稍后重试。");
                    }
                    var present = new Present(rows.getFirst(), live, session.at());
                    var moves = new LevelMoves(session, program, live);
                    moves.add(id, present.row, present.qualified(), deed.on(present, moves.machine()));
                    return moves.write(note, session.caller().principal());
                }));
    }

    private static void tell(FactSession session, UUID id, String program, List<Moved> moved) {
        session.moved(moved.stream().map(Moved::told).toList());
        session.changed(List.of(id), Facts.level(program));
    }

    private static void refusePast(@Nullable Instant until, Instant now) {
        var inputs = new Inputs();
        inputs.require(until == null || until.isAfter(now), "/lockUntil", "Must lie in the future.", "须为将来的时间。");
        inputs.check();
    }

    private static Refusal noLevel(String program, @Nullable String level) {
        return level == null
                ? LEVEL_NOT_FOUND.because(
                        "Everyone has a level of `" + program + "`; name one.", "等级体系 `" + program + "` 中人人都有等级，请指定等级。")
                : LEVEL_NOT_FOUND.because(
                        "The level program `" + program + "` has no level `" + level + "`.",
                        "等级体系 `" + program + "` 没有等级 `" + level + "`。");
    }
}
