package io.kequn.platform.job;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/// Makes jobs inside the transactions of commands.
///
/// ```java
/// return definitions
///         .writeRules(command, () -> publish().call(() -> Jobs.create(caller, NewJob.of("segment-build", …))))
///         .invoke(jobs::wake); // else it begins within a second
/// ```
@Singleton
public class Jobs {
    /// The kind under which a shop's open jobs stand in `due`.
    static final String DUE = "job";

    private static final String CREATED = "select created_at from job where shop_id = ?1 and id = ?2";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);

    private final ShopReads reads;
    private final Workers workers;

    Jobs(ShopReads reads, Workers workers) {
        this.reads = reads;
        this.workers = workers;
    }

    /// Makes a job inside a definition transaction; it begins once that has committed.
    public static Uni<Job> create(Caller caller, NewJob job) {
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        return DefinitionTransaction.session()
                .call(session -> insert(session, JobStore.values(caller.ofShop().id(), id, job, caller.principal())))
                .call(() -> DueTable.now(caller.ofShop(), DUE))
                .chain(session -> created(session, caller, id))
                .map(at -> Job.queued(id, job, at));
    }

    /// Makes a job inside a fact transaction; it begins once that has committed. Comes after all locks.
    public static Uni<Job> create(FactSession session, NewJob job) {
        var caller = session.caller();
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        var values = JobStore.values(session.shop().id(), id, job, caller.principal());
        return session.query(JobStore.INSERT, Sql.tuple(values.toArray()))
                .call(() -> DueTable.now(session, DUE))
                .chain(() -> JobStore.lock(session, id))
                .map(row -> Job.of(row.orElseThrow(), caller.locale()));
    }

    /// The same over customers as they are now: `note` writes them to `job_customer` and answers how many things there
    /// are to do. The rows are gone when the job has ended.
    public static Uni<Job> create(FactSession session, NewJob job, Function<UUID, Uni<Long>> note) {
        return create(session, job)
                .chain(made -> note.apply(made.id())
                        .call(total ->
                                session.query(JobStore.SET_TOTAL, session.shop().id(), made.id(), total))
                        .map(made::withTotal));
    }

    /// Makes a job that waits for something to be brought, until `begin`, or until `patience` is over.
    public Uni<Job> createWaiting(FactSession session, NewJob job, Duration patience) {
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        var values =
                JobStore.values(session.shop().id(), id, job, session.caller().principal());
        return session.query(JobStore.INSERT, Sql.tuple(values.toArray()))
                .chain(() -> JobStore.hold(session, id, job.state(), patience))
                .call(() -> DueTable.now(session, DUE))
                .map(row -> Job.of(row, session.caller().locale()));
    }

    /// Locks a job of this kind; empty if there is none.
    public Uni<Optional<StoredJob>> lock(FactSession session, String kind, UUID id) {
        return JobStore.lock(session, id)
                .map(row -> row.filter(job -> job.kind().equals(kind))
                        .map(job -> StoredJob.of(job, session.caller().locale())));
    }

    /// Changes where a waiting job stands, which is locked; it goes on waiting, for as long again.
    public Uni<Void> keepWaiting(FactSession session, UUID id, JsonObject state, Duration patience) {
        return JobStore.hold(session, id, state, patience).replaceWithVoid();
    }

    /// Lets a waiting job, which is locked, begin from this state once the transaction has committed.
    public Uni<StoredJob> begin(FactSession session, UUID id, JsonObject state) {
        return JobStore.hold(session, id, state, Duration.ZERO)
                .call(() -> DueTable.now(session, DUE))
                .map(row -> StoredJob.of(row, session.caller().locale()));
    }

    /// A job of this kind with all that is kept of it.
    public Uni<Optional<StoredJob>> stored(Caller caller, String kind, UUID id) {
        return find(caller.ofShop(), id)
                .map(row -> row.filter(job -> job.kind().equals(kind)).map(job -> StoredJob.of(job, caller.locale())));
    }

    /// The jobs of this kind after the one with the id `after`, the newest first.
    public Uni<List<StoredJob>> stored(Caller caller, String kind, @Nullable UUID after, int rows) {
        return reads.list(
                caller.ofShop(),
                row -> StoredJob.of(JobRow.of(row), caller.locale()),
                JobStore.OF_KIND,
                caller.ofShop().id(),
                kind,
                after,
                rows);
    }

    public Uni<Long> count(Caller caller, String kind) {
        return reads.find(
                        caller.ofShop(),
                        row -> row.getLong("n"),
                        JobStore.COUNT_OF_KIND,
                        caller.ofShop().id(),
                        kind)
                .map(count -> count.orElse(0L));
    }

    /// Starts what committed transactions of this process have made, without waiting for the next look.
    public void wake() {
        workers.wake();
    }

    /// The job once it has ended, or as it stands after `patience`; for commands that mostly end at once.
    public Uni<Job> await(Caller caller, UUID id, Duration patience) {
        return Uni.createFrom()
                .deferred(() -> find(caller, id))
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .repeat()
                .whilst(job -> job.status().open())
                .select()
                .first(Math.max(1, patience.dividedBy(LOOK_AGAIN)))
                .collect()
                .last();
    }

    private Uni<Job> find(Caller caller, UUID id) {
        return find(caller.ofShop(), id).map(row -> Job.of(row.orElseThrow(), caller.locale()));
    }

    Uni<Optional<JobRow>> find(Shop shop, UUID id) {
        return reads.find(shop, JobRow::of, JobStore.FIND, shop.id(), id);
    }

    private static Uni<Instant> created(Session session, Caller caller, UUID id) {
        return session.createNativeQuery(CREATED, Instant.class)
                .setParameter(1, caller.ofShop().id())
                .setParameter(2, id)
                .getSingleResult();
    }

    private static Uni<Integer> insert(Session session, List<Object> values) {
        var query = session.createNativeQuery(JobStore.INSERT.replace('$', '?'));
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query.executeUpdate();
    }
}
