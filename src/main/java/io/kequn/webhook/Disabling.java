package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.DueTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/// Ends the sending to a webhook that does not want it, or cannot take it.
final class Disabling {
    private static final Logger LOG = Logger.getLogger(Disabling.class);

    private static final String DISABLE = """
        update webhook_progress set disabled_reason = $3, disabled_at = clock_timestamp()
        where shop_id = $1 and webhook_id = $2 and disabled_reason is null\
        """;
    private static final String OTHERS = """
        select w.id from webhook w join webhook_progress p on p.shop_id = $1 and p.webhook_id = w.id
        where w.shop_id = $1 and w.id <> $2 and w.notices and w.enabled and p.disabled_reason is null
        order by w.id limit 1000\
        """;

    private Disabling() {}

    /// Tells the shop's other webhooks that want to know.
    static Uni<Void> disable(SqlConnection connection, Shop shop, Endpoint endpoint, DisabledReason reason) {
        LOG.infof("Webhook %s of shop %s is disabled: %s", endpoint.publicId(), shop.key(), reason.text());
        var notice = Notice.disabled(shop, endpoint, reason);
        return Sql.query(connection, DISABLE, Sql.tuple(shop.id(), endpoint.id(), reason.text()))
                .chain(() -> Sql.query(connection, OTHERS, Sql.tuple(shop.id(), endpoint.id())))
                .map(rows -> Sql.list(rows, row -> row.getInteger("id")))
                .map(others -> others.stream()
                        .map(other -> notice.send(connection, shop, other))
                        .toList())
                .chain(all -> all.isEmpty() ? Uni.createFrom().nullItem() : Sql.pipelined(all))
                .chain(() -> DueTable.now(connection, shop, WebhookWork.KIND));
    }
}
