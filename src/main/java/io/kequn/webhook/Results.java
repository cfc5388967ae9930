package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes what came of sending, many attempts in one transaction.
@Singleton
class Results {
    /// A delivery's log keeps its last 20 attempts.
    private static final String STORE = """
        update webhook_delivery d set
          state = r.state, attempts = d.attempts + 1, last_at = clock_timestamp(),
          next_at = clock_timestamp() + r.wait * interval '1 millisecond',
          last_status = r.status, last_error = r.error,
          log = case when jsonb_array_length(d.log) >= 20 then d.log - 0 else d.log end || r.attempt::jsonb
        from unnest($3::uuid[], $4::text[], $5::bigint[], $6::int[], $7::text[], $8::text[])
          r (id, state, wait, status, error, attempt)
        where d.shop_id = $1 and d.webhook_id = $2 and d.id = r.id and d.state = 'pending'\
        """;
    private static final String HOLD = """
        update webhook_delivery d set state = 'waiting'
        from unnest($3::uuid[], $4::bigint[]) f (customer_id, number)
        where d.shop_id = $1 and d.webhook_id = $2 and d.customer_id = f.customer_id and d.number > f.number
          and d.state = 'pending'\
        """;

    /// Who failed before and does no more holds nobody back, unless an earlier one still fails.
    static final String FREE = """
        update webhook_delivery d set state = 'pending', next_at = clock_timestamp()
        where d.shop_id = $1 and d.webhook_id = $2 and d.state = 'waiting' and %s
          and not exists (
            select from webhook_delivery f
            where f.shop_id = $1 and f.webhook_id = $2 and f.customer_id = d.customer_id
              and f.state = 'pending' and f.attempts > 0 and f.number < d.number)\
        """;
    private static final String FREE_CUSTOMERS = FREE.formatted("d.customer_id = any($3::uuid[])");

    private static final String PROGRESS = """
        update webhook_progress set
          failures = $3,
          paused_until = case when $4::bigint > 0 then clock_timestamp() + $4::bigint * interval '1 millisecond' end,
          last_success_at = case when $5 then clock_timestamp() else last_success_at end,
          last_failure_at = case when $6::text is null then last_failure_at else clock_timestamp() end,
          last_error = coalesce($6::text, last_error),
          failing_since = case when $5 then null when $6::text is null then failing_since
            else coalesce(failing_since, clock_timestamp()) end
        where shop_id = $1 and webhook_id = $2
        returning coalesce(failing_since <= clock_timestamp() - cast($7 as bigint) * interval '1 millisecond', false) hopeless\
        """;
    private final ShopSteps steps;
    private final WebhookSettings settings;

    Results(ShopSteps steps, WebhookSettings settings) {
        this.steps = steps;
        this.settings = settings;
    }

    /// What has to be written of a webhook: results of attempts, and how it fares.
    record Batch(
            Endpoint endpoint,
            UUID owner,
            List<Result> results,
            int failures,
            @Nullable Duration pause) {
        Batch {
            results = List.copyOf(results);
        }

        @Nullable
        String error() {
            return results.stream()
                    .map(result -> result.outcome().failure())
                    .reduce(null, (before, next) -> next == null ? before : next);
        }

        boolean any(Predicate<Outcome> of) {
            return results.stream().map(Result::outcome).anyMatch(of);
        }
    }

    /// False if the webhook belongs to another by now, or is gone: then nothing is written.
    Uni<Boolean> store(Shop shop, Batch batch) {
        return steps.run(
                shop,
                connection -> DispatchStore.lock(connection, shop, batch.endpoint.id(), batch.owner)
                        .call(ours -> ours
                                ? stored(connection, shop, batch)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> stored(SqlConnection connection, Shop shop, Batch batch) {
        var held = batch.results.stream().filter(Result::holds).toList();
        var freed = batch.results.stream().filter(Result::releases).toList();
        var statements = new ArrayList<Uni<RowSet<Row>>>();
        statements.add(Sql.query(connection, STORE, values(shop, batch)));
        if (!held.isEmpty()) {
            statements.add(Sql.query(
                    connection,
                    HOLD,
                    Sql.tuple(
                            shop.id(),
                            batch.endpoint.id(),
                            array(held, result -> result.delivery().lane()).toArray(UUID[]::new),
                            array(held, result -> result.delivery().number()).toArray(Long[]::new))));
        }
        if (!freed.isEmpty()) {
            statements.add(Sql.query(
                    connection,
                    FREE_CUSTOMERS,
                    Sql.tuple(
                            shop.id(),
                            batch.endpoint.id(),
                            array(freed, result -> result.delivery().lane()).toArray(UUID[]::new))));
        }
        statements.add(Sql.query(connection, PROGRESS, progress(shop, batch)));
        return Sql.pipelined(statements)
                .map(rows -> rows.iterator().next().getBoolean("hopeless"))
                .chain(hopeless -> judge(connection, shop, batch, hopeless));
    }

    private static <T> List<T> array(List<Result> results, Function<Result, T> of) {
        return results.stream().map(of).toList();
    }

    private static Tuple values(Shop shop, Batch batch) {
        var results = batch.results;
        return Sql.tuple(
                shop.id(),
                batch.endpoint.id(),
                array(results, result -> result.delivery().id()).toArray(UUID[]::new),
                array(results, result -> result.state().text()).toArray(String[]::new),
                array(
                                results,
                                result -> result.pause() == null
                                        ? 0L
                                        : result.pause().toMillis())
                        .toArray(Long[]::new),
                array(results, result -> result.outcome().status()).toArray(Integer[]::new),
                results.stream().map(result -> result.outcome().failure()).toArray(String[]::new),
                array(results, Result::attempt).toArray(String[]::new));
    }

    private Tuple progress(Shop shop, Batch batch) {
        return Sql.tuple(
                shop.id(),
                batch.endpoint.id(),
                batch.failures,
                batch.pause == null ? 0 : batch.pause.toMillis(),
                batch.any(Outcome::ok),
                batch.error(),
                settings.patience().toMillis());
    }

    private static Uni<Void> judge(SqlConnection connection, Shop shop, Batch batch, boolean hopeless) {
        if (batch.any(Outcome::gone)) {
            return Disabling.disable(connection, shop, batch.endpoint, DisabledReason.GONE);
        }
        return hopeless
                ? Disabling.disable(connection, shop, batch.endpoint, DisabledReason.FAILING)
                : Uni.createFrom().voidItem();
    }
}
