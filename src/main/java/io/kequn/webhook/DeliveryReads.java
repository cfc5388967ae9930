package io.kequn.webhook;

import static io.kequn.platform.problem.ErrorCode.WEBHOOK_DELIVERY_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads of what was sent to webhooks, and what is to be.
@Singleton
public class DeliveryReads {
    private static final String COLUMNS = """
        select cast(d.id as text) id, d.event_id, d.type, d.number, cast(d.customer_id as text) customer_id, d.state,
          d.attempts, d.next_at, d.last_at, d.last_status, d.last_error, d.created_at%s
        from webhook_delivery d join webhook w on w.shop_id = $1 and w.id = d.webhook_id
        where d.shop_id = $1 and w.public_id = $2\
        """;
    private static final String INSIDE = COLUMNS.formatted("") + " and d.id = $3";
    private static final String ONE = COLUMNS.formatted(", d.log") + " and d.id = $3";
    private static final String PAGE =
            COLUMNS.formatted("") + " and ($3::uuid is null or d.id < $3)%s order by d.id desc limit $4";

    private static final String EXISTS = "select id from webhook where shop_id = $1 and public_id = $2";

    private final ShopReads reads;
    private final Cursors cursors;

    DeliveryReads(ShopReads reads, Cursors cursors) {
        this.reads = reads;
        this.cursors = cursors;
    }

    /// The deliveries of a webhook, the latest first; only those in a state, where one is named. Refuses with
    /// `webhook_not_found`.
    public Uni<Page<WebhookDelivery>> list(String webhook, @Nullable String state, PageRequest request) {
        var caller = Caller.with(Scope.WEBHOOKS_READ);
        var shop = caller.ofShop();
        var id = WebhookReads.required(webhook);
        var chosen = state(state);
        var list = "deliveries of " + id + chosen.map(each -> " " + each.text()).orElse("");
        var position = cursors.position(caller, list, request);
        var after = position.isEmpty() ? null : UUID.fromString(position.getFirst());
        var sql = PAGE.formatted(chosen.map(DeliveryReads::inState).orElse(""));
        return exists(shop, id)
                .chain(() -> reads.list(
                        shop, row -> WebhookDelivery.of(Columns.of(row)), sql, shop.id(), id, after, request.rows()))
                .map(rows -> cursors.page(
                        caller, list, request, rows, row -> List.of(row.id().toString())));
    }

    private static Optional<DeliveryState> state(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var inputs = new Inputs();
        var state = inputs.choice("state", text, DeliveryState.BY_TEXT);
        inputs.check();
        return Optional.of(state);
    }

    /// An index has those that are not delivered.
    private static String inState(DeliveryState state) {
        var condition = " and d.state = '" + state.text() + "'";
        return state == DeliveryState.DELIVERED ? condition : " and d.state <> 'delivered'" + condition;
    }

    private Uni<?> exists(Shop shop, UUID webhook) {
        return reads.find(shop, row -> true, EXISTS, shop.id(), webhook)
                .map(found -> found.orElseThrow(WebhookReads::missing));
    }

    /// A delivery with its attempts.
    public Uni<WebhookDelivery> get(String webhook, String delivery) {
        var shop = Caller.with(Scope.WEBHOOKS_READ).ofShop();
        var id = WebhookReads.required(webhook);
        return exists(shop, id)
                .chain(() -> reads.find(
                        shop,
                        row -> WebhookDelivery.of(Columns.of(row)).with(row.getJsonArray("log")),
                        ONE,
                        shop.id(),
                        id,
                        required(delivery)))
                .map(found -> found.orElseThrow(DeliveryReads::missing));
    }

    /// As the running definition transaction has made it.
    static Uni<WebhookDelivery> inside(Shop shop, UUID webhook, UUID delivery) {
        return DefinitionTransaction.find(WebhookDelivery::of, INSIDE, shop.id(), webhook, delivery)
                .map(found -> found.orElseThrow(DeliveryReads::missing));
    }

    static UUID required(String text) {
        return WebhookReads.id(text).orElseThrow(DeliveryReads::missing);
    }

    private static Refusal missing() {
        return WEBHOOK_DELIVERY_NOT_FOUND.because(
                "The webhook has no delivery with this id; they are kept for 30 days.",
                "该 Webhook 没有此编号的投递记录；记录保留 30 天。");
    }
}
