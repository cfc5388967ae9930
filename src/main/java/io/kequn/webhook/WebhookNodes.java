package io.kequn.webhook;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds webhooks by their global ids.
@Singleton
class WebhookNodes implements NodeResolver {
    private final WebhookReads webhooks;

    WebhookNodes(WebhookReads webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public String type() {
        return "Webhook";
    }

    @Override
    public Uni<List<Webhook>> find(List<String> keys) {
        return webhooks.byIds(keys);
    }
}
