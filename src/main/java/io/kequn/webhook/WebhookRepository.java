package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/// Writes of webhooks, and of where their sending stands, inside definition transactions.
@Singleton
class WebhookRepository implements PanacheRepositoryBase<WebhookEntity, Integer> {
    /// Those who make webhooks of one shop do so one after the other.
    private static final String LOCK = "select cast(pg_advisory_xact_lock(75318, ?1) as text)";

    private static final String BEGIN =
            "insert into webhook_progress (shop_id, webhook_id, position) values (?1, ?2, ?3)";
    private static final String LOCK_PROGRESS =
            "select webhook_id from webhook_progress where shop_id = ?1 and webhook_id = ?2 for no key update";
    private static final String MOVE =
            "update webhook_progress set position = ?3 where shop_id = ?1 and webhook_id = ?2";
    private static final String ENABLE = """
        update webhook_progress set disabled_reason = null, disabled_at = null, failures = 0, paused_until = null,
          failing_since = null
        where shop_id = ?1 and webhook_id = ?2\
        """;
    private static final String FREE = Results.FREE.formatted("true").replace("$", "?");

    /// By this its deliveries are found that are to be forgotten.
    private static final String END = """
        update webhook_progress set disabled_reason = 'deleted', lease_owner = null, lease_until = null
        where shop_id = ?1 and webhook_id = ?2\
        """;

    Uni<Optional<WebhookEntity>> lock(Shop shop, UUID id) {
        return find("shopId = ?1 and publicId = ?2", shop.id(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// How many the shop has; nobody makes another before the transaction ends.
    Uni<Long> countLocked(Shop shop) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter(1, shop.id())
                        .getSingleResult())
                .chain(locked -> count("shopId = ?1", shop.id()));
    }

    /// It will be told what comes after this number.
    Uni<Void> begin(WebhookEntity webhook, long position) {
        return execute(BEGIN, webhook.shopId, webhook.id, position);
    }

    /// Nobody sends to it and writes what came of it before the transaction ends.
    Uni<Void> lockProgress(WebhookEntity webhook) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(LOCK_PROGRESS, Integer.class)
                        .setParameter(1, webhook.shopId)
                        .setParameter(2, webhook.id)
                        .getSingleResult())
                .replaceWithVoid();
    }

    Uni<Void> move(WebhookEntity webhook, long position) {
        return execute(MOVE, webhook.shopId, webhook.id, position);
    }

    /// It begins anew, as if it had never failed; whoever was held back by what is no longer kept goes on.
    Uni<Void> enable(WebhookEntity webhook) {
        return execute(ENABLE, webhook.shopId, webhook.id).chain(() -> execute(FREE, webhook.shopId, webhook.id));
    }

    /// Its deliveries are forgotten later.
    Uni<Void> remove(WebhookEntity webhook) {
        return execute(END, webhook.shopId, webhook.id)
                .chain(() -> delete(webhook))
                .chain(() -> flush());
    }

    Uni<Void> execute(String sql, @Nullable Object... values) {
        return DefinitionTransaction.session().call(Session::flush).chain(session -> {
            var query = session.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            return query.executeUpdate().replaceWithVoid();
        });
    }
}
