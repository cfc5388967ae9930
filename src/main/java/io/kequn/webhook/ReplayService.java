package io.kequn.webhook;

import static io.kequn.platform.access.Scope.WEBHOOKS_WRITE;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.job.DueTable;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sends once more what was sent before, under the same ids.
@Singleton
public class ReplayService {
    private static final Map<String, Boolean> ONLY = Map.of("failed", true);
    private static final String STATE = """
        select p.position, p.replay_until, f.floor
        from webhook_progress p join feed_counter f on f.shop_id = $1
        where p.shop_id = $1 and p.webhook_id = $2\
        """;
    private static final String BEGIN = """
        update webhook_progress set replay_position = ?3, replay_until = ?4, replay_failed = ?5
        where shop_id = ?1 and webhook_id = ?2\
        """;

    /// What waits goes on waiting, what is pending is sent now, and what is done begins anew.
    private static final String AGAIN = """
        update webhook_delivery d set next_at = clock_timestamp(),
          attempts = case when d.state = 'pending' then d.attempts else 0 end,
          state = case when d.state = 'waiting' or exists (
              select from webhook_delivery h
              where h.shop_id = ?1 and h.webhook_id = ?2 and h.customer_id = d.customer_id and h.number < d.number
                and (h.state = 'waiting' or h.state = 'pending' and h.attempts > 0))
            then 'waiting' else 'pending' end
        where d.shop_id = ?1 and d.webhook_id = ?2 and d.id = ?3\
        """;

    private final DefinitionTransaction definitions;
    private final WebhookRepository webhooks;
    private final Jobs jobs;

    ReplayService(DefinitionTransaction definitions, WebhookRepository webhooks, Jobs jobs) {
        this.definitions = definitions;
        this.webhooks = webhooks;
        this.jobs = jobs;
    }

    /// Sends a range of changes once more, beside what is new. Refuses with `state_conflict` while another replay of
    /// the webhook runs, and with `sync_token_expired` what is no longer kept.
    public Uni<WebhookReplay> range(String id, WebhookReplay request) {
        var caller = Caller.with(WEBHOOKS_WRITE);
        var uuid = WebhookReads.required(id);
        var inputs = new Inputs();
        boolean failed = request.only() != null && inputs.choice("/only", request.only(), ONLY);
        if (inputs.given("/from", request.from())) {
            inputs.require(number(request.from()) > 0, "/from", "Must be at least 1.", "至少为 1。");
        }
        inputs.require(
                request.to() == null || number(request.to()) >= number(request.from()),
                "/to",
                "Must not be less than `from`.",
                "不得小于 `from`。");
        inputs.check();
        var command = new Command<>(caller, "webhooks/" + uuid + "/replay", request, WebhookReplay.class);
        return definitions
                .write(
                        command,
                        () -> webhooks.lock(caller.ofShop(), uuid)
                                .map(found -> found.orElseThrow(WebhookReads::missing))
                                .chain(webhook -> begin(caller.ofShop(), webhook, request, failed)))
                .invoke(jobs::wake);
    }

    private static long number(@Nullable Long given) {
        return Objects.requireNonNullElse(given, 1L);
    }

    private record State(long position, boolean running, long floor) {}

    private Uni<WebhookReplay> begin(Shop shop, WebhookEntity webhook, WebhookReplay request, boolean failed) {
        return webhooks.lockProgress(webhook)
                .chain(() -> DefinitionTransaction.find(
                        row -> new State(
                                row.number("position"), row.numberOrNull("replay_until") != null, row.number("floor")),
                        STATE,
                        shop.id(),
                        webhook.id))
                .map(state -> checked(state.orElseThrow(), request))
                .call(replay -> webhooks.execute(
                        BEGIN, shop.id(), webhook.id, number(replay.from()) - 1, number(replay.to()), failed))
                .call(() -> due(shop));
    }

    private static WebhookReplay checked(State state, WebhookReplay request) {
        if (state.running) {
            throw STATE_CONFLICT.because(
                    "Another replay of this webhook runs; wait until `progress.replayUntil` is null.",
                    "该 Webhook 正在重放；请等待 `progress.replayUntil` 变为空。");
        }
        if (number(request.from()) <= state.floor) {
            throw WebhookInputs.expired(state.floor);
        }
        var inputs = new Inputs();
        inputs.require(
                number(request.from()) <= state.position,
                "/from",
                "The webhook has come to " + state.position + "; what follows is sent anyway.",
                "该 Webhook 已处理到 " + state.position + "；之后的变更会照常发送。");
        inputs.check();
        long to = request.to() == null ? state.position : Math.min(request.to(), state.position);
        return new WebhookReplay(request.from(), to, request.only());
    }

    /// Sends one delivery once more; what is to be tried later is tried now.
    public Uni<WebhookDelivery> delivery(String id, String delivery) {
        var caller = Caller.with(WEBHOOKS_WRITE);
        var shop = caller.ofShop();
        var uuid = WebhookReads.required(id);
        var which = DeliveryReads.required(delivery);
        var route = "webhooks/" + uuid + "/deliveries/" + which + "/replay";
        var command = new Command<>(caller, route, null, WebhookDelivery.class);
        return definitions
                .write(
                        command,
                        () -> webhooks.lock(shop, uuid)
                                .map(found -> found.orElseThrow(WebhookReads::missing))
                                .chain(webhook -> again(shop, webhook, which)))
                .invoke(jobs::wake);
    }

    private Uni<WebhookDelivery> again(Shop shop, WebhookEntity webhook, UUID delivery) {
        return webhooks.lockProgress(webhook)
                .chain(() -> webhooks.execute(AGAIN, shop.id(), webhook.id, delivery))
                .chain(() -> due(shop))
                .chain(() -> DeliveryReads.inside(shop, webhook.publicId, delivery));
    }

    private static Uni<Void> due(Shop shop) {
        return DefinitionTransaction.now(shop).chain(now -> DueTable.plan(shop, WebhookWork.KIND, now));
    }
}
