package io.kequn.platform.job;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.TestShop;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A kind of job that counts `to` a number, one a step, and breaks where its parameters say so.
@Singleton
class TestJobs implements JobHandler {
    private final Map<UUID, List<Integer>> counted = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> broken = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
    private final FactTransaction facts;
    private final StoredShops shops;
    private final Jobs jobs;

    TestJobs(FactTransaction facts, StoredShops shops, Jobs jobs) {
        this.facts = facts;
        this.shops = shops;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return "test-count";
    }

    @Override
    public Scope reads() {
        return Scope.TAGS_READ;
    }

    @Override
    public Scope writes() {
        return Scope.TAGS_WRITE;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        int next = run.state().getInteger("at", 0) + 1;
        return run.facts("data", session -> count(session, run, next))
                .invoke(step -> counted(run.id()).add(next));
    }

    private Uni<Step> count(FactSession session, JobRun run, int next) {
        var parameters = run.parameters();
        if (parameters.getInteger("refusedAt", 0) == next) {
            throw VALUE_INVALID.because("Three is too much.", "三太多了。");
        }
        if (parameters.getInteger("bugAt", 0) == next) {
            throw new IllegalStateException("a bug");
        }
        int to = parameters.getInteger("to");
        var step = (next == to ? Step.last() : Step.more(new JsonObject().put("at", next)))
                .did(1)
                .of(to);
        return session.execute("select 1")
                .invoke(() -> breakOnce(run, next))
                .call(() -> passGate(parameters.getString("gate")))
                .replaceWith(step);
    }

    private Uni<?> passGate(@Nullable String name) {
        return name == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(gate(name));
    }

    /// Jobs whose parameters name a gate stand before it until it is completed.
    CompletableFuture<Void> gate(String name) {
        return gates.computeIfAbsent(name, none -> new CompletableFuture<>());
    }

    private void breakOnce(JobRun run, int next) {
        if (run.parameters().getInteger("breaksAt", 0) == next && broken.putIfAbsent(run.id(), true) == null) {
            throw new UncheckedIOException(new IOException("connection lost"));
        }
    }

    List<Integer> counted(UUID id) {
        return counted.computeIfAbsent(id, none -> new CopyOnWriteArrayList<>());
    }

    /// Makes a job in a fact transaction, as a command does.
    UUID create(TestShop shop, JsonObject parameters) {
        var id = inFacts(
                shop,
                session -> Jobs.create(session, NewJob.of(kind(), parameters)).map(Job::id));
        jobs.wake();
        return id;
    }

    /// Makes a job that another replica has in its hands, which died after some steps.
    UUID createLeasedByADeadReplica(TestShop shop, JsonObject parameters, int steps, Duration lease) {
        return inFacts(
                shop,
                session -> Jobs.create(session, NewJob.of(kind(), parameters))
                        .map(Job::id)
                        .call(id -> session.query(
                                """
                                update job set status = 'running', lease_owner = gen_random_uuid(), done = $3, total = 6,
                                  state = $4, lease_until = clock_timestamp() + cast($5 as bigint) * interval '1 millisecond'
                                where shop_id = $1 and id = $2\
                                """,
                                session.shop().id(),
                                id,
                                steps,
                                new JsonObject().put("at", steps),
                                lease.toMillis())));
    }

    UUID createThatKilled(TestShop shop, int replicas) {
        var id = inFacts(
                shop,
                session -> Jobs.create(session, NewJob.of(kind(), new JsonObject().put("to", 3)))
                        .map(Job::id)
                        .call(made -> session.query(
                                "update job set status = 'running', attempts = $3 where shop_id = $1 and id = $2",
                                session.shop().id(),
                                made,
                                replicas)));
        jobs.wake();
        return id;
    }

    private UUID inFacts(TestShop testShop, Function<FactSession, Uni<UUID>> work) {
        var shop = shops.of(testShop);
        var command = new Command<>(SystemCallers.of(shop, "test"), "test", null, UUID.class);
        return facts.write(command, session -> work.apply(session).map(id -> changes -> id))
                .await()
                .indefinitely();
    }
}
