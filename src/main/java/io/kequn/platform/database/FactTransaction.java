package io.kequn.platform.database;

import io.kequn.crypto.Keys;
import io.kequn.platform.access.Shop;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.deadline.DeadlineSettings;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The one way to write facts: customers, their tags, orders, memberships. In this order, each lock a statement
/// of its own: idempotency row, rules lock (shared), job row, identities (sorted), customers (by id),
/// everything else. Then the rules that read what was written are evaluated, the difference is logged and
/// applied, and all of it commits together.
///
/// `READ COMMITTED`: a statement's snapshot is older than the lock it waits for, so what depends on a lock is a
/// later statement. Statements are pipelined, never folded.
@Singleton
public class FactTransaction {
    /// First half of the advisory lock of a shop's rules; the second half is the shop's id.
    static final int RULES_LOCK = 20_001;

    private static final String LOCK_RULES_SHARED = "select pg_advisory_xact_lock_shared(" + RULES_LOCK + ", $1)";
    /// And for the audit log, who is at work by which request.
    private static final String STATE = """
        select r.revision, greatest(clock_timestamp() + c.test_offset * interval '1 microsecond', c.evaluated_until) at,
          set_config('app.actor', $2, true), set_config('app.request', $3, true)
        from shop_rules r join shop_clock c on c.shop_id = r.shop_id where r.shop_id = $1\
        """;
    /// The statements are few and always the same, so their plans are made once. The planner would make those
    /// with long arrays anew each time, which takes longer than running them. None of them reads a table from
    /// end to end, whatever statistics say that are older than the last import.
    private static final String PLANS =
            "; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off";

    /// Items of a batch that waits for its turn.
    private static final int LARGE = 50;

    private final Connections connections;
    private final Evaluator evaluator;
    private final FactAnswers answers;
    private final Turns turns;
    private final List<CommitFollower> followers;
    private final Keys keys;
    private final DeadlineSettings deadlines;

    FactTransaction(
            Connections connections,
            Evaluator evaluator,
            FactAnswers answers,
            Turns turns,
            @All List<CommitFollower> followers,
            Keys keys,
            DeadlineSettings deadlines) {
        this.connections = connections;
        this.evaluator = evaluator;
        this.answers = answers;
        this.turns = turns;
        this.followers = List.copyOf(followers);
        this.keys = keys;
        this.deadlines = deadlines;
    }

    /// Runs the work in a transaction for reason `data`.
    public <A> Uni<A> write(Command<A> command, FactWork<A> work) {
        return write(command, "data", work);
    }

    /// Runs the work in a transaction; `reason` is what the change log says of the memberships that change by
    /// it. A deadlock, a lock time-out or a moved reference starts over, at most three times.
    public <A> Uni<A> write(Command<A> command, String reason, FactWork<A> work) {
        return Retries.of(() -> Commit.watched(commit -> connections.with(
                command.shop(),
                connection -> once(connection, command, reason, work, () -> commit(connection, commit)))));
    }

    /// Does the same and takes it back: the answer is that of the real one, and nothing is written. A key is not
    /// claimed, since the real one may follow under it.
    public <A> Uni<A> rehearse(Command<A> command, FactWork<A> work) {
        var keyless = new Command<>(
                command.caller().withoutIdempotencyKey(), command.route(), command.input(), command.answer());
        return Retries.of(() -> connections.with(
                command.shop(), connection -> once(connection, keyless, "data", work, () -> rollBack(connection))));
    }

    /// The same for a batch of so many items, which waits for its turn where it is large.
    public <A> Uni<A> writeBatch(Command<A> command, int items, FactWork<A> work) {
        if (items < LARGE) {
            return write(command, work);
        }
        Deadline.extend(deadlines.batch());
        return turns.take(command.shop(), () -> write(command, work));
    }

    private <A> Uni<A> once(
            SqlConnection connection,
            Command<A> command,
            String reason,
            FactWork<A> work,
            Supplier<Uni<Boolean>> ending) {
        var session = new FactSession(connection, keys, command.caller(), command.shop(), reason);
        var begun = connection.query(begin(command.shop()) + PLANS).execute();
        var earlier = answers.claim(connection, command);
        var revision = lockRules(session);
        return Uni.combine()
                .all()
                .unis(begun, earlier, revision)
                .asTuple()
                .chain(all -> all.getItem2().isPresent()
                        ? answers.replay(connection, command, all.getItem2().get())
                        : run(session, command, all.getItem3(), work)
                                .call(() ->
                                        ending.get().call(session::done).invoke(committed -> tell(session, committed)))
                                .onFailure()
                                .recoverWithUni(failure -> session.done()
                                        .chain(() -> Uni.createFrom().failure(failure))));
    }

    private static Uni<Boolean> commit(SqlConnection connection, Commit commit) {
        commit.sent();
        return connection.query("commit").execute().replaceWith(true);
    }

    private static Uni<Boolean> rollBack(SqlConnection connection) {
        return connection.query("rollback").execute().replaceWith(false);
    }

    private void tell(FactSession session, boolean committed) {
        if (session.hasLogged() && committed) {
            followers.forEach(follower -> follower.committed(session.shop()));
        }
    }

    private <A> Uni<A> run(FactSession session, Command<A> command, long revision, FactWork<A> work) {
        return evaluator
                .prepare(session, revision)
                .chain(() -> work.run(session))
                .chain(answer -> evaluate(session)
                        .map(changes -> withMoves(session, changes))
                        .chain(answer::after))
                .invoke(answer -> answers.keep(session, command, answer));
    }

    private static Uni<Long> lockRules(FactSession session) {
        var lock = session.query(LOCK_RULES_SHARED, session.shop().id());
        var caller = session.caller();
        var state = session.query(STATE, session.shop().id(), caller.actor(), caller.requestId());
        return Uni.combine().all().unis(lock, state).with((locked, rows) -> {
            var row = rows.iterator().next();
            session.begun(row.getOffsetDateTime("at").toInstant(), row.getLong("revision"));
            return row.getLong("revision");
        });
    }

    private Uni<List<MembershipChange>> evaluate(FactSession session) {
        return session.changedFacts().isEmpty()
                ? Uni.createFrom().item(List.of())
                : evaluator.evaluate(session, session.changedFacts(), session.changedCustomers());
    }

    private static List<MembershipChange> withMoves(FactSession session, List<MembershipChange> evaluated) {
        return Stream.concat(session.moved().stream(), evaluated.stream()).toList();
    }

    private static String begin(Shop shop) {
        return "begin; set local app.shop = " + shop.id() + "; set local lock_timeout = '3s'";
    }
}
