package io.kequn.webhook;

import io.kequn.platform.job.Perishable;
import jakarta.inject.Singleton;

/// Forgets deliveries after their time, and those of webhooks that are no more.
@Singleton
class WebhookForgetting implements Perishable {
    private final WebhookSettings settings;

    WebhookForgetting(WebhookSettings settings) {
        this.settings = settings;
    }

    @Override
    public String delete() {
        return """
            delete from webhook_delivery where shop_id = $1 and (webhook_id, id) in (
              (select webhook_id, id from webhook_delivery
               where shop_id = $1 and created_at < now() - least(cast($2 as bigint), %d) * interval '1 millisecond'
               order by created_at limit $3)
              union all
              (select d.webhook_id, d.id from webhook_delivery d
               where d.shop_id = $1 and d.webhook_id in (
                 select webhook_id from webhook_progress where shop_id = $1 and disabled_reason = 'deleted')
               order by d.webhook_id, d.id limit $3)
              limit $3)\
            """.formatted(settings.retention().toMillis());
    }
}
