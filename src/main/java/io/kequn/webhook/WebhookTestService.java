package io.kequn.webhook;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.deadline.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Sends an event that tells nothing, to see whether a webhook works.
@Singleton
public class WebhookTestService {
    private static final String ENDPOINT = """
        select w.id, w.public_id, w.url, w.types, w.filter, w.secret,
          case when w.previous_until > clock_timestamp() then w.previous_secret end previous,
          0::bigint as position, null::bigint replay_until, 0::bigint last_number, 0 failures
        from webhook w where w.shop_id = $1 and w.public_id = $2\
        """;

    private final ShopReads reads;
    private final SealedSecrets secrets;
    private final Deliverer deliverer;
    private final WebhookSettings settings;

    WebhookTestService(ShopReads reads, SealedSecrets secrets, Deliverer deliverer, WebhookSettings settings) {
        this.reads = reads;
        this.secrets = secrets;
        this.deliverer = deliverer;
        this.settings = settings;
    }

    /// Sends it at once and once only, also to a webhook that is disabled; no log keeps it.
    public Uni<WebhookTestResult> test(String id) {
        var shop = Caller.with(Scope.WEBHOOKS_WRITE).ofShop();
        return reads.find(shop, row -> Endpoint.of(row, shop, secrets), ENDPOINT, shop.id(), WebhookReads.required(id))
                .map(found -> found.orElseThrow(WebhookReads::missing))
                .chain(endpoint -> send(shop, endpoint));
    }

    /// The receiver may take as long as it may for an event.
    private Uni<WebhookTestResult> send(Shop shop, Endpoint endpoint) {
        Deadline.extend(settings.connectTimeout().plus(settings.timeout()));
        var notice = Notice.test(shop, endpoint);
        return deliverer
                .send(endpoint, new Message(notice.id(), notice.json(), endpoint.secrets()))
                .map(outcome -> WebhookTestResult.of(notice.id(), outcome));
    }
}
