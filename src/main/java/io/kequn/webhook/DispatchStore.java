package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who sends to a webhook, and what there is to send. A lease keeps replicas apart; all instants are the database's.
@Singleton
class DispatchStore {
    /// Whether anything is sent for the shop: what has happened meanwhile is sent when it has the feature again.
    private static final String SENDS = """
        s.status = 'active' and not exists (
          select from shop_feature x where x.shop_id = s.id and x.feature = 'webhooks' and x.state <> 'enabled')\
        """;

    /// Every webhook of a shop that is enabled, as those see it who look for work.
    private static final String LOOK = """
        select w.id, coalesce(p.lease_until > clock_timestamp(), false) leased,
          coalesce(%2$s, 0) lease_ends, coalesce(%3$s, 0) pause_ends,
          %1$s and (p.position < f.last_number or p.replay_until is not null) behind,
          (select %4$s from webhook_delivery d
           where %1$s and d.shop_id = $1 and d.webhook_id = w.id and d.state = 'pending') next_in
        from webhook w
        join shop s on s.id = $1
        join webhook_progress p on p.shop_id = $1 and p.webhook_id = w.id
        join feed_counter f on f.shop_id = $1
        where w.shop_id = $1 and w.enabled and p.disabled_reason is null
        order by w.id limit 1000\
        """.formatted(
                    SENDS, millisUntil("p.lease_until"), millisUntil("p.paused_until"), millisUntil("min(d.next_at)"));

    private static final String LEASE = """
        update webhook_progress
        set lease_owner = $3, lease_until = clock_timestamp() + cast($4 as bigint) * interval '1 millisecond'
        where shop_id = $1 and webhook_id = $2
          and (lease_until is null or lease_until <= clock_timestamp() or lease_owner = $3)\
        """;
    private static final String RELEASE = """
        update webhook_progress set lease_owner = null, lease_until = null
        where shop_id = $1 and webhook_id = $2 and lease_owner = $3\
        """;

    private static final String ENDPOINT = """
        select w.id, w.public_id, w.url, w.types, w.filter, w.secret,
          case when w.previous_until > clock_timestamp() then w.previous_secret end previous,
          p.position, p.replay_position, p.replay_until, p.replay_failed, p.failures, f.last_number
        from webhook w
        join shop s on s.id = $1 and %s
        join webhook_progress p on p.shop_id = $1 and p.webhook_id = w.id
        join feed_counter f on f.shop_id = $1
        where w.shop_id = $1 and w.id = $2 and w.enabled and p.disabled_reason is null and p.lease_owner = $3
          and (p.paused_until is null or p.paused_until <= clock_timestamp())\
        """.formatted(SENDS);

    private static final String DUE = """
        select id, event_id, number, customer_id, attempts, body from webhook_delivery
        where shop_id = $1 and webhook_id = $2 and state = 'pending' and next_at <= clock_timestamp()
          and id <> all($3)
        order by next_at, number limit $4\
        """;

    static final String LOCK = """
        select webhook_id from webhook_progress
        where shop_id = $1 and webhook_id = $2 and lease_owner = $3 for no key update\
        """;

    private final ShopReads reads;
    private final ShopSteps steps;
    private final SealedSecrets secrets;
    private final WebhookSettings settings;

    DispatchStore(ShopReads reads, ShopSteps steps, SealedSecrets secrets, WebhookSettings settings) {
        this.reads = reads;
        this.steps = steps;
        this.secrets = secrets;
        this.settings = settings;
    }

    /// A webhook as it was looked at. Milliseconds are from then on, negative for what has passed; `nextIn` is null
    /// where nothing waits to be sent.
    record Seen(int id, boolean leased, long leaseEnds, long pauseEnds, boolean behind, Optional<Long> nextIn) {
        static Seen of(Row row) {
            return new Seen(
                    row.getInteger("id"),
                    row.getBoolean("leased"),
                    row.getLong("lease_ends"),
                    row.getLong("pause_ends"),
                    row.getBoolean("behind"),
                    Optional.ofNullable(row.getLong("next_in")));
        }

        /// In how many milliseconds there is work on it; empty if none is in sight.
        Optional<Long> worksIn() {
            return (behind ? Optional.of(0L) : nextIn).map(next -> Math.max(next, pauseEnds));
        }
    }

    private static String millisUntil(String instant) {
        return "cast(extract(epoch from " + instant + " - clock_timestamp()) * 1000 as bigint)";
    }

    Uni<List<Seen>> look(Shop shop) {
        return reads.list(shop, Seen::of, LOOK, shop.id());
    }

    /// Takes the webhook or keeps it; false if another has it.
    Uni<Boolean> lease(Shop shop, int webhook, UUID owner) {
        return steps.run(
                shop,
                connection -> Sql.query(
                                connection,
                                LEASE,
                                Sql.tuple(
                                        shop.id(),
                                        webhook,
                                        owner,
                                        settings.lease().toMillis()))
                        .map(rows -> rows.rowCount() == 1));
    }

    Uni<Void> release(Shop shop, int webhook, UUID owner) {
        return steps.run(
                shop,
                connection -> Sql.query(connection, RELEASE, Sql.tuple(shop.id(), webhook, owner))
                        .replaceWithVoid());
    }

    /// Empty if there is nothing to send to it, or another does.
    Uni<Optional<Endpoint>> endpoint(Shop shop, int webhook, UUID owner) {
        return reads.find(shop, row -> Endpoint.of(row, shop, secrets), ENDPOINT, shop.id(), webhook, owner);
    }

    /// What is due, without those that are known already, in order within each customer.
    Uni<List<Outgoing>> due(Shop shop, int webhook, List<UUID> known, int limit) {
        return reads.list(shop, DispatchStore::outgoing, DUE, shop.id(), webhook, known.toArray(UUID[]::new), limit);
    }

    private static Outgoing outgoing(Row row) {
        return new Outgoing(
                row.getUUID("id"),
                row.getString("event_id"),
                row.getLong("number") == null ? 0 : row.getLong("number"),
                row.getUUID("customer_id"),
                row.getInteger("attempts"),
                row.getString("body"));
    }

    /// Whether the webhook is still this owner's; if so, nobody changes its deliveries before the transaction ends.
    static Uni<Boolean> lock(SqlConnection connection, Shop shop, int webhook, UUID owner) {
        return Sql.query(connection, LOCK, Sql.tuple(shop.id(), webhook, owner)).map(rows -> rows.size() == 1);
    }
}
