package io.kequn.platform.database;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.deadline.DeadlineSettings;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny.MutationQuery;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/// The one way to write definitions: shops, keys, attributes, tags, segments. A Hibernate Reactive transaction
/// with the shop set first. The annotation `@WithTransaction` has no place for that and is banned.
@Singleton
public class DefinitionTransaction {
    /// For which shop, how long to wait for locks, and for the audit log, who is at work by which request.
    private static final String ENTER = """
        select concat(set_config('app.shop', ?1, true), set_config('lock_timeout', '2s', true),
          set_config('app.actor', ?2, true), set_config('app.request', ?3, true))\
        """;

    private static final String LOCK_RULES =
            "select cast(pg_advisory_xact_lock(" + FactTransaction.RULES_LOCK + ", ?1) as text)";
    private static final String RAISE_REVISION = "update shop_rules set revision = revision + 1 where shop_id = ?1";

    private final DefinitionAnswers answers;
    private final List<RulesFollower> followers;
    private final Connections connections;
    private final DeadlineSettings deadlines;

    DefinitionTransaction(
            DefinitionAnswers answers,
            @All List<RulesFollower> followers,
            Connections connections,
            DeadlineSettings deadlines) {
        this.connections = connections;
        this.deadlines = deadlines;
        this.answers = answers;
        this.followers = List.copyOf(followers);
    }

    /// A write that no rule reads, such as a name.
    public <A> Uni<A> write(Command<A> command, Supplier<Uni<A>> work) {
        return run(command, work);
    }

    /// A write that changes what rules read or mean. It waits for the shop's writers, at most 2 seconds at a
    /// time, then holds them off while it checks and writes; from its commit on every writer evaluates by the
    /// new definition.
    public <A> Uni<A> writeRules(Command<A> command, Supplier<Uni<A>> work) {
        return run(
                command,
                () -> lockRules(command.shop())
                        .chain(locked -> work.get())
                        .call(() -> raiseRevision(command.shop()))
                        .call(() -> follow(command.shop())));
    }

    private <A> Uni<A> run(Command<A> command, Supplier<Uni<A>> work) {
        return Retries.patiently(() -> Commit.watched(commit -> HeldSession.with(
                connections,
                command.caller().shop(),
                held -> once(held, command, work)
                        .call(() -> session().call(Session::flush))
                        .invoke(commit::sent))));
    }

    /// All who write facts of the shop may have to be waited for, but only by who has reached the database.
    private <A> Uni<A> once(HeldSession held, Command<A> command, Supplier<Uni<A>> work) {
        return enter(command.caller())
                .call(held::know)
                .invoke(() -> Deadline.extend(deadlines.batch()))
                .chain(() -> answers.once(command, work));
    }

    private static Uni<Void> enter(Caller caller) {
        int shop = caller.shop() == null ? 0 : caller.shop().id();
        return session()
                .chain(session -> session.createNativeQuery(ENTER, String.class)
                        .setParameter(1, String.valueOf(shop))
                        .setParameter(2, caller.actor())
                        .setParameter(3, caller.requestId())
                        .getSingleResult()
                        .replaceWithVoid());
    }

    /// Makes the rest of the transaction work for another shop; only the platform administrator's commands do
    /// that.
    public static Uni<Void> enter(int shop) {
        return execute("set local app.shop = " + shop);
    }

    /// Does the work inside the running transaction, and takes back all that it has written: so one learns just
    /// what it would do, and whether it would be refused.
    public static <T> Uni<T> undone(Supplier<Uni<T>> work) {
        return execute("savepoint undone")
                .chain(work::get)
                .call(() -> session().invoke(Session::clear).chain(() -> execute("rollback to savepoint undone")));
    }

    private static Uni<Void> lockRules(Shop shop) {
        return session()
                .chain(session -> session.createNativeQuery(LOCK_RULES, String.class)
                        .setParameter(1, shop.id())
                        .getSingleResult()
                        .replaceWithVoid());
    }

    private static Uni<Void> raiseRevision(Shop shop) {
        return session()
                .chain(session -> session.createNativeQuery(RAISE_REVISION)
                        .setParameter(1, shop.id())
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /// One after the other, since a definition transaction has one session.
    private Uni<Void> follow(Shop shop) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var follower : followers) {
            all = all.chain(() -> follower.rulesChanged(shop));
        }
        return all;
    }

    private static Uni<Void> execute(String sql) {
        return session()
                .chain(session -> session.createNativeQuery(sql).executeUpdate().replaceWithVoid());
    }

    static Uni<Integer> update(String sql, Tuple values) {
        return session()
                .chain(session -> bindUpdate(session.createNativeQuery(positional(sql)), values)
                        .executeUpdate());
    }

    /// The session of the running transaction.
    public static Uni<Session> session() {
        return Panache.getSession();
    }

    /// The first row that the running transaction sees, with its own changes.
    public static <T> Uni<Optional<T>> find(Function<Columns, T> map, String sql, @Nullable Object... values) {
        return list(map, sql, values).map(found -> found.stream().findFirst());
    }

    /// The rows that the running transaction sees, with its own changes. Arrays and JSON cannot be read here.
    public static <T> Uni<List<T>> list(Function<Columns, T> map, String sql, @Nullable Object... values) {
        return session()
                .call(Session::flush)
                .chain(session -> bind(
                                session.createNativeQuery(positional(sql), jakarta.persistence.Tuple.class),
                                Sql.tuple(values))
                        .getResultList())
                .map(rows -> rows.stream().map(Columns::of).map(map).toList());
    }

    /// The shop's present instant, on the transaction's own connection.
    public static Uni<Instant> now(Shop shop) {
        return find(row -> row.instant("at"), ShopReads.NOW, shop.id()).map(Optional::orElseThrow);
    }

    static String positional(String sql) {
        return sql.replace("$", "?");
    }

    private static MutationQuery bindUpdate(MutationQuery query, Tuple values) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.getValue(i));
        }
        return query;
    }

    static <R> SelectionQuery<R> bind(SelectionQuery<R> query, Tuple values) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.getValue(i));
        }
        return query;
    }
}
