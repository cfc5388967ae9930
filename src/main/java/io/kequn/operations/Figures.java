package io.kequn.operations;

import io.kequn.evaluation.LiveRules;
import io.kequn.operations.Figure.Kind;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks the database now and then how far behind the work of all shops is, and keeps the answer for whoever reads it.
/// Each replica asks for itself, so that none is relied on.
@Singleton
class Figures {
    private static final Logger LOG = Logger.getLogger(Figures.class);

    /// Work of shops that are not active waits until they are, and is not late.
    private static final String ASK = """
        select figure, label, status, cast(sum(n) as bigint) n, max(n) most, max(seconds) seconds,
          coalesce(cast(sum(done) as bigint), 0) done, coalesce(cast(sum(total) as bigint), 0) total
        from operation_figures($1, $2) group by figure, label, status
        union all
        select 'due', kind, '', count(*), count(*),
          cast(max(extract(epoch from clock_timestamp() - due_at)) as double precision), 0, 0
        from due where due_at <= clock_timestamp()
          and (shop_id = 0 or exists (select from shop where id = shop_id and status = 'active'))
        group by kind\
        """;
    private static final String SETTINGS =
            "set transaction read only; set local statement_timeout = '10s'; set local jit = off";

    /// How many times as long as asking takes there is a pause.
    private static final int PAUSE = 19;

    private final Connections connections;
    private final LiveRules rules;
    private final FigureSettings settings;
    private final Vertx vertx;
    private final Context home;
    private volatile @Nullable Sample sample;
    private volatile boolean stopping;

    private record Sample(Map<Kind, Figure> figures, long at) {}

    Figures(Connections connections, LiveRules rules, FigureSettings settings, Vertx vertx) {
        this.connections = connections;
        this.rules = rules;
        this.settings = settings;
        this.vertx = vertx;
        this.home = ((VertxInternal) vertx).createEventLoopContext();
    }

    void start(@Observes StartupEvent event) {
        if (settings.every().isPositive()) {
            ask();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /// Empty until the database has answered for the first time.
    Optional<Figure> figure(Kind key) {
        var present = sample;
        return present == null ? Optional.empty() : Optional.of(present.figures.getOrDefault(key, Figure.none(key)));
    }

    /// How old the figures are, in seconds.
    double age() {
        var present = sample;
        return present == null ? Double.NaN : (System.nanoTime() - present.at) / 1e9;
    }

    /// On a context of its own, apart from whatever runs.
    private void ask() {
        var own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(home));
        long begun = System.nanoTime();
        own.runOnContext(nothing -> asked().onTermination()
                .invoke(() -> again(begun))
                .subscribe()
                .with(this::keep, failure -> LOG.warnf("The figures for monitoring are not known now: %s", failure)));
    }

    private Uni<List<Figure>> asked() {
        var known = List.copyOf(rules.revisions().entrySet());
        var shops = known.stream().map(Map.Entry::getKey).toArray(Integer[]::new);
        var revisions = known.stream().map(Map.Entry::getValue).toArray(Long[]::new);
        return connections.inTransaction(connection -> connection
                .query(SETTINGS)
                .execute()
                .chain(() -> Sql.query(connection, ASK, Sql.tuple(shops, revisions)))
                .map(rows -> Sql.list(rows, Figure::of)));
    }

    private void keep(List<Figure> figures) {
        sample = new Sample(
                figures.stream().collect(Collectors.toUnmodifiableMap(Figure::key, Function.identity())),
                System.nanoTime());
    }

    private void again(long begun) {
        if (stopping) {
            return;
        }
        long took = System.nanoTime() - begun;
        long pause = Math.max(settings.every().toMillis(), PAUSE * took / 1_000_000);
        vertx.setTimer(Math.max(1, pause), timer -> ask());
    }
}
