package io.kequn.evaluation;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.FactTransaction;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.RunningWriters;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Watermark;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.JobSettings;
import io.kequn.rule.CandidateQuery;
import io.kequn.rule.Crossings;
import io.kequn.rule.EvaluationTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// Evaluates what the passing of time has changed since the watermark, for those customers only whom it may
/// concern. Repeating it, or two at once, changes nothing more.
///
/// A writer that began before the tick has evaluated its customers as of an earlier instant, and what it writes
/// is not seen before it commits. So the tick first waits for those writers; the watermark would hide for good
/// what they made.
@Singleton
class ClockTick {
    /// Customers in one transaction.
    private static final int BATCH = 1_000;

    /// Candidates that are read, and kept in memory, at a time.
    private static final int PIECE = 50_000;

    /// A writer that takes longer holds up the watermark, but not those whom time has moved.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final UUID BEGIN = new UUID(0, 0);

    private final FactTransaction facts;
    private final LiveRules live;
    private final RunningWriters writers;
    private final ShopReads reads;
    private final Watermark watermark;
    private final DueTable dues;
    private final JobSettings settings;

    ClockTick(
            FactTransaction facts,
            LiveRules live,
            RunningWriters writers,
            ShopReads reads,
            Watermark watermark,
            DueTable dues,
            JobSettings settings) {
        this.facts = facts;
        this.live = live;
        this.writers = writers;
        this.reads = reads;
        this.watermark = watermark;
        this.dues = dues;
        this.settings = settings;
    }

    /// The time from one instant to another, in one calendar, and what it can change. Incomplete: the next tick
    /// has to look at it again.
    record Tick(Crossings crossings, EvaluationTime from, EvaluationTime until, boolean complete) {
        Tick complete(boolean now) {
            return new Tick(crossings, from, until, now);
        }
    }

    Uni<Tick> run(DueRun run) {
        return facts.write(run.command(Tick.class), session -> begin(session).map(tick -> changes -> tick))
                .chain(tick -> writers.ended(run.shop(), PATIENCE).map(tick::complete))
                .call(tick -> evaluate(run, tick))
                .call(tick -> tick.complete ? watermark.advance(run.shop(), tick.until.at()) : nothing());
    }

    /// The rules lock is held meanwhile: a rule that goes live later is built as of later instants.
    private Uni<Tick> begin(FactSession session) {
        var rules = live.of(session);
        return Watermark.read(session)
                .map(time -> new Tick(rules.crossings(), rules.at(time.from()), rules.at(time.until()), false));
    }

    private Uni<Void> evaluate(DueRun run, Tick tick) {
        var queries = tick.crossings.candidates(tick.from, tick.until);
        return queries.isEmpty()
                ? nothing()
                : candidates(run.shop(), CandidateQuery.union(queries))
                        .onItem()
                        .transformToUniAndConcatenate(piece -> evaluate(run, tick, piece))
                        .collect()
                        .last();
    }

    /// In order of their ids.
    private Multi<List<UUID>> candidates(Shop shop, CandidateQuery query) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(BEGIN), after -> piece(shop, query, after))
                .whilst(piece -> piece.size() == PIECE);
    }

    private Uni<List<UUID>> piece(Shop shop, CandidateQuery query, AtomicReference<UUID> after) {
        var values = new ArrayList<Object>();
        values.add(shop.id());
        values.addAll(query.values());
        values.add(after.get());
        return reads.lookUp(shop, row -> row.getUUID("id"), sql(query), values.toArray())
                .invoke(piece -> after.set(piece.isEmpty() ? BEGIN : piece.getLast()));
    }

    /// One more value than the query has: after which id to begin.
    static String sql(CandidateQuery query) {
        int last = query.values().size() + 2;
        return "select id from (\n" + query.sql() + "\n) candidate where id > $" + last + " order by id limit " + PIECE;
    }

    private Uni<Void> evaluate(DueRun run, Tick tick, List<UUID> piece) {
        return Multi.createFrom()
                .iterable(piece)
                .group()
                .intoLists()
                .of(BATCH)
                .onItem()
                .transformToUniAndConcatenate(batch -> batch(run, tick, batch))
                .collect()
                .last();
    }

    /// Whoever fills batches may run for longer than its lease.
    private Uni<Void> batch(DueRun run, Tick tick, List<UUID> ids) {
        return facts.write(
                        run.command(Boolean.class),
                        "time",
                        session -> evaluate(session, tick, ids).map(done -> changes -> true))
                .chain(() -> ids.size() == BATCH ? dues.keep(run, settings.lease()) : nothing());
    }

    private static Uni<Void> evaluate(FactSession session, Tick tick, List<UUID> ids) {
        return session.lockActive(ids)
                .invoke(locked -> refuseThePast(session, tick))
                .invoke(locked -> session.changed(locked, Facts.TIME))
                .replaceWithVoid();
    }

    /// A database whose clock was set back would evaluate what has not come yet, and then never again.
    private static void refuseThePast(FactSession session, Tick tick) {
        if (session.at().isBefore(tick.until.at())) {
            throw new IllegalStateException("the database's clock has gone back from " + tick.until.at());
        }
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
